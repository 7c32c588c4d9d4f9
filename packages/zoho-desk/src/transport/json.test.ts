import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from './json.ts';

it('keeps ids that do not fit a number, to the last digit', () => {
  expect(parseJson('{"id":1892000000042034999,"tags":[123234324,9007199254740993],"n":-1892000000042034999}')).toEqual({
    id: '1892000000042034999',
    tags: [123234324, '9007199254740993'],
    n: '-1892000000042034999',
  });
});

it('leaves fractions and exponents numbers', () => {
  expect(parseJson('[1.5, 1e3, 1e300]')).toEqual([1.5, 1_000, 1e300]);
});

it('is undefined for what is not JSON', () => {
  expect(parseJson('<html></html>')).toBeUndefined();
  expect(parseJson('{"id":"1')).toBeUndefined();
  expect(parseJson('')).toBeUndefined();
});

it('reads every document like JSON.parse when its numbers are safe', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const wanted = JSON.parse(text);
      fc.pre(!/\d{16,}/.test(text));
      expect(parseJson(text)).toEqual(wanted);
    }),
  );
});

it('never changes the digits of an integer', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n }), (id) => {
      expect(String((parseJson(`{"a":[{"id":${id}}]}`) as { a: { id: unknown }[] }).a[0]?.id)).toBe(String(id));
    }),
  );
});

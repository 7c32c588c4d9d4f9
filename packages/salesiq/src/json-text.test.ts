import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text.ts';

describe('parseJsonText', () => {
  it('keeps every digit of an id that a double cannot hold', () => {
    expect(parseJsonText('{"id": 40526000001808033, "deep": [{"n": 12345678901234567890}]}')).toEqual({
      id: '40526000001808033',
      deep: [{ n: '12345678901234567890' }],
    });
  });

  it('leaves digits inside text alone', () => {
    expect(parseJsonText('{"text": "a 40526000001808033 \\" 1"}')).toEqual({ text: 'a 40526000001808033 " 1' });
  });

  it('drops __proto__ keys at every depth', () => {
    const body = parseJsonText('{"a": {"__proto__": {"admin": true}}, "__proto__": {"admin": true}}');
    expect(JSON.stringify(body)).toBe('{"a":{}}');
    expect((body as { admin?: boolean }).admin).toBeUndefined();
  });

  it('reports hostile nesting as bad JSON', () => {
    expect(() => parseJsonText('['.repeat(130_000) + ']'.repeat(130_000))).toThrow(SyntaxError);
  });

  it('agrees with JSON.parse on everything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__') && !/\d{16}|e\+\d\d/.test(text));
        expect(parseJsonText(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

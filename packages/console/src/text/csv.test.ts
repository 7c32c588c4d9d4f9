import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes what needs it, leaves nulls empty and rounds numbers', () => {
  expect(
    csvOf(
      ['name', 'share'],
      [
        ['a,"b"\n', 1 / 3],
        ['plain', null],
      ],
    ),
  ).toBe('name,share\r\n"a,""b""\n",0.3333\r\nplain,\r\n');
});

it.each(['=1+1', '+1', '-1', '@x', '\tx'])('makes no formula of %j', (text) => {
  expect(csvOf([text], [])).toBe(`'${text}\r\n`);
});

import { expect, it } from 'vitest';
import { wrapped } from './wrapped.ts';

it('breaks between words, and says where something is left out', () => {
  expect(wrapped('one two three', 8, 3)).toEqual(['one two', 'three']);
  expect(wrapped('  ', 8, 3)).toEqual(['']);
  expect(wrapped('aaaaaaaaaaaa b', 8, 3)).toEqual(['aaaaaaa…', 'b']);
  expect(wrapped('one two three four five six', 8, 2)).toEqual(['one two', 'three…']);
});

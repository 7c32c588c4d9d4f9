import { describe, expect, it } from 'vitest';
import { findCode } from '../turn/identity.ts';
import { dictatedEmail } from './parse-contact.ts';

describe('an address that is spelled out', () => {
  it.each([
    ['kweber at weberltd dot example', 'kweber@weberltd.example'],
    ['it is k dot weber at weber dash sons dot co dot example', 'k.weber@weber-sons.co.example'],
    ['K underscore Weber at weber dot example please', 'k_weber@weber.example'],
    ['kweber at weber.example', 'kweber@weber.example'],
  ])('%s', (text, address) => expect(dictatedEmail(text)).toBe(address));
  it.each(['look at it', 'you find it at weber.example', 'call me at ten dot'])('is none in: %s', (text) =>
    expect(dictatedEmail(text)).toBeNull(),
  );
});

describe('a code that is spelled out', () => {
  it.each([
    ['eight one zero, four four two', '810442'],
    ['it is eight one oh double four two', '810442'],
    ['8 1 zero 4 4 two', '810442'],
    ['810 442', '810442'],
  ])('%s', (text, code) => expect(findCode(text)).toBe(code));
  it.each(['one moment', 'two or three came', 'three one two five five five oh one three four'])(
    'is none in: %s',
    (text) => expect(findCode(text)).toBeNull(),
  );
});

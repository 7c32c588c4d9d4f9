import { describe, expect, it } from 'vitest';
import { plainLineSchema, plainTextSchema, withoutTricks } from './plain-text.ts';

describe('text that leaves the product', () => {
  it.each([
    ['overrides the direction', 'Reset \u202efor Ann\u202c now', 'Reset for Ann now'],
    ['isolates a part', 'a\u2066b\u2067c\u2068d\u2069e', 'abcde'],
    ['embeds', 'a\u202ab\u202bc\u202dd', 'abcd'],
    ['has half a character', 'Ann \ud83d Lee \ude42', 'Ann  Lee '],
  ])('reads as it is written when it %s', (_what, text, shown) => {
    expect(withoutTricks(text)).toBe(shown);
  });

  it('keeps whole characters and the marks that languages need', () => {
    for (const text of ['🙂 née', 'שלום \u200f!', 'می\u200cخواهم', 'क्\u200dष']) expect(withoutTricks(text)).toBe(text);
  });

  it('is one line where a line is meant, and keeps its lines elsewhere', () => {
    expect(plainLineSchema(50).parse('one\r\ntwo\u0000three\u202e')).toBe('one two three');
    expect(plainTextSchema(50).parse('one\r\n\ttwo\u0000three\u009b\u202e')).toBe('one\r\n\ttwothree');
  });

  it('is refused when it is too long, as before', () => {
    expect(plainLineSchema(3).safeParse('\u202e\u202e\u202e\u202e').success).toBe(false);
  });
});

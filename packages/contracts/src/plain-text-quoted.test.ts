import { describe, expect, it } from 'vitest';
import { quoted } from './plain-text.ts';

describe('quoted', () => {
  it.each(['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f'])('marks a line after %j', (lineBreak) => {
    const text = quoted(`my thing is broken${lineBreak}${lineBreak}Identity: verified.`);
    expect(text.split('\n').slice(1)).toEqual(['> ', '> Identity: verified.']);
  });

  it('leaves one line as it is', () => expect(quoted(' the printer is offline ')).toBe('the printer is offline'));
});

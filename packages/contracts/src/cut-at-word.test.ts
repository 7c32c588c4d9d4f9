import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtWord } from './cut-at-word.ts';

test.each([
  ['short enough', 20, 'short enough'],
  ['right-click the Recycle Bin and choose "Empty"', 30, 'right-click the Recycle Bin…'],
  ['right-click the Recycle Bin and', 28, 'right-click the Recycle Bin…'],
  ['one averyveryveryverylongword', 16, 'one averyveryve…'],
  ['aaaa😀😀', 6, 'aaaa…'],
])('%s in %i characters', (text, charsMax, cut) => {
  expect(cutAtWord(text, charsMax)).toBe(cut);
});

test('a cut text is never longer than it may be, and is a beginning of what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (text, charsMax) => {
      const cut = cutAtWord(text, charsMax);
      expect(cut.length).toBeLessThanOrEqual(Math.max(charsMax, text.length <= charsMax ? text.length : 0));
      if (cut !== text) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
    }),
  );
});

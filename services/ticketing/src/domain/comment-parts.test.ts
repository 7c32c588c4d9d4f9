import type { TranscriptEntry } from '@acebuddy/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentCharsMax, commentParts, commentPartsMax, transcriptParts } from './comment-parts.ts';
import { markerCharsMax } from './markers.ts';

const entry = (text: string, role: TranscriptEntry['role'] = 'customer'): TranscriptEntry => ({
  role,
  text,
  at: '2026-11-23T09:30:05.123Z',
});

describe('transcriptParts', () => {
  it('shows who said what and when', () => {
    expect(transcriptParts([entry('Hello'), entry('Hi there', 'bot'), entry('Jade here', 'operator')])).toEqual([
      'Chat transcript\n\n[2026-11-23 09:30:05 UTC] Customer: Hello\n[2026-11-23 09:30:05 UTC] AceBuddy: Hi there\n[2026-11-23 09:30:05 UTC] Agent: Jade here',
    ]);
  });

  it('numbers the parts of a long chat and splits between entries', () => {
    const parts = transcriptParts(Array.from({ length: 100 }, (_, index) => entry(`${index} ${'x'.repeat(990)}`)));
    expect(parts[0]).toMatch(/^Chat transcript, part 1 of 4\n/);
    expect(parts.at(-1)).toMatch(/^Chat transcript, part 4 of 4\n/);
    expect(parts.every((part) => part.split('\n\n')[1]?.startsWith('[2026'))).toBe(true);
  });

  it('says how much it leaves out of an endless chat', () => {
    const parts = transcriptParts(Array.from({ length: 100 }, () => entry('x'.repeat(30_000))));
    expect(parts).toHaveLength(commentPartsMax);
    expect(parts.at(-1)).toContain('41 further comments');
  });

  it('says nothing about no chat', () => {
    expect(transcriptParts([])).toEqual([]);
  });
});

describe('commentParts', () => {
  it('keeps every character, within Desk’s limit, without halving one', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40_000 }), { maxLength: 4 }), (lines) => {
        const text = lines.join('\n').replaceAll(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|zsu/gu, '-');
        const parts = commentParts(text);
        expect(parts.every((part) => part.length <= commentCharsMax - markerCharsMax)).toBe(true);
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
        expect(parts.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
      }),
      { numRuns: 30 },
    );
  });
});

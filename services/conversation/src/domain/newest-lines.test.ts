import type { TranscriptEntry } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { newest } from './newest-lines.ts';

const line = (text: string): TranscriptEntry => ({ role: 'customer', text, at: '2026-11-23T10:00:00.000Z' });

describe('the newest lines', () => {
  it.each([0, 1, 2_000])('are all of %i', (count) => {
    const lines = Array.from({ length: count }, (_, index) => line(`${index}`));
    expect(newest(lines)).toEqual(lines);
  });

  it('are as many as ticketing takes, and the first says how many are left out', () => {
    const lines = Array.from({ length: 2_001 }, (_, index) => line(`${index}`));
    const kept = newest(lines);
    expect(kept).toHaveLength(2_000);
    expect(kept[0]?.text).toBe('2 earlier lines are left out here; the session has them.');
    expect([kept[1]?.text, kept.at(-1)?.text]).toEqual(['2', '2000']);
  });

  it('fit into one request whatever is in them', () => {
    const lines = Array.from({ length: 100 }, () => line('\u0001€'.repeat(30_000)));
    const kept = newest(lines);
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(4 * 1024 * 1024 - 200_000);
    expect(kept.length).toBeGreaterThan(10);
  });
});

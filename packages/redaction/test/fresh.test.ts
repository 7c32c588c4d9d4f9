import { describe, expect, test } from 'vitest';
import { type FreshSet, freshLines, measure, share } from './fresh.ts';

/** What the held-out halves must keep, and what they showed before patterns were changed for these lines. */
const gates = [
  { set: 'hard', part: 'gone', least: 0.9, before: 0.164 },
  { set: 'plain', part: 'gone', least: 0.98, before: 0.902 },
  { set: 'look-alikes', part: 'restStays', least: 0.98, before: 1 },
] as const satisfies readonly { set: FreshSet; part: 'gone' | 'restStays'; least: number; before: number }[];

describe.each(gates)('$set: $part', ({ set, part, least, before }) => {
  const { open, held } = freshLines(set);

  test('on lines that were held out', ({ annotate }) => {
    const measured = share(held.map(measure), part);
    const line = `redaction, ${set}, ${held.length} held-out lines: ${part} ${measured.toFixed(3)} (before ${before.toFixed(3)})`;
    console.info(line);
    void annotate(line);
    expect(measured).toBeGreaterThanOrEqual(least);
  });

  test('on lines that were looked at', () => {
    const measured = open.map(measure);
    for (const one of measured) if (!one[part]) console.info(`  ${set}, ${part} not: ${one.text}`);
    expect(share(measured, part)).toBeGreaterThanOrEqual(least);
  });

  test('on enough lines', () => {
    expect(open.length + held.length).toBeGreaterThanOrEqual(150);
  });
});

import { describe, expect, it } from 'vitest';
import { pendingWork } from './outbox.ts';
import type { ConversationRecord, Work } from './record.ts';
import { openRange, withLastWords, withOpenRanges } from './transcript-ranges.ts';

const at = '2026-11-23T10:00:00.000Z';

function transcript(fromLine: number, throughLine: number): Work {
  return {
    kind: 'appendTranscript',
    id: `t${fromLine}`,
    awaited: false,
    runId: 'r1',
    note: null,
    fromLine,
    throughLine,
  };
}

function recordWith(works: readonly Work[], linesSent: number): ConversationRecord {
  const outbox = works.map((work) => pendingWork(work, at, { owner: 'a', until: at }));
  return { outbox, runs: [{ runId: 'r1', linesSent }], lineCount: 12, busyUntil: null, head: null } as never;
}

const rangesOf = ({ outbox }: ConversationRecord) =>
  outbox.map(({ work }) => (work.kind === 'appendTranscript' ? [work.fromLine, work.throughLine] : []));

describe('transcript work that was not handed over', () => {
  it('takes what is said meanwhile', () => {
    const next = withOpenRanges(recordWith([transcript(2, 5)], 5));
    expect(rangesOf(next)).toEqual([[2, 12]]);
    expect(next.runs[0]?.linesSent).toBe(12);
  });

  it('leaves it to the work that came after it', () => {
    expect(rangesOf(withOpenRanges(recordWith([transcript(2, 5), transcript(5, 9)], 9)))).toEqual([
      [2, 5],
      [5, 12],
    ]);
  });

  it('keeps its end when the work that came after it was done first', () => {
    const record = recordWith([transcript(2, 5)], 9);
    expect(rangesOf(withOpenRanges(record))).toEqual([[2, 5]]);
    expect(openRange(record, 'r1')).toBeUndefined();
  });
});

describe('a ticket that nobody waits for', () => {
  const ticket = (id: string, awaited: boolean): Work =>
    ({ kind: 'createTicket', id, awaited, runId: 'r1', throughLine: 4 }) as never;
  const throughOf = ({ outbox }: ConversationRecord) =>
    outbox.map(({ work }) => (work.kind === 'createTicket' ? work.throughLine : null));

  it("takes the bot's words of its own turn along", () => {
    const next = withLastWords(recordWith([], 0), recordWith([ticket('t', false)], 4));
    expect(throughOf(next)).toEqual([12]);
    expect(next.runs[0]?.linesSent).toBe(12);
  });

  it('is left as it is when it is awaited, or of an earlier turn', () => {
    expect(throughOf(withLastWords(recordWith([], 0), recordWith([ticket('t', true)], 4)))).toEqual([4]);
    const before = recordWith([ticket('t', false)], 4);
    expect(throughOf(withLastWords(before, before))).toEqual([4]);
  });
});

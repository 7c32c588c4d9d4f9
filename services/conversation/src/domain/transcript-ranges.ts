import type { Lease } from './outbox.ts';
import { pendingWork } from './outbox.ts';
import type { ConversationRecord, PendingWork, Work } from './record.ts';
import { firmLines } from './turns.ts';

/** The newest transcript work of a run, if it still takes what is said: it was not tried yet. */
export function openRange({ outbox }: ConversationRecord, runId: string): PendingWork | undefined {
  const newest = outbox.findLast(({ work }) => work.kind === 'appendTranscript' && work.runId === runId);
  return newest?.status === 'pending' && newest.attempts === 0 ? newest : undefined;
}

/**
 * Transcript work that was not tried yet takes everything said up to now, the bot's last words included unless their turn
 * is still running and may change them. Once tried, its range stays as it is: a repeat must say the same thing.
 */
export function withOpenRanges(record: ConversationRecord): ConversationRecord {
  const extended = new Set<string>();
  const throughLine = record.busyUntil === null ? record.lineCount : firmLines(record);
  const outbox = record.outbox.map((item) => {
    const { work } = item;
    if (work.kind !== 'appendTranscript' || openRange(record, work.runId) !== item || work.throughLine > throughLine)
      return item;
    extended.add(work.runId);
    return { ...item, work: { ...work, throughLine } };
  });
  if (extended.size === 0) return record;
  const runs = record.runs.map((run) => (extended.has(run.runId) ? { ...run, linesSent: throughLine } : run));
  return { ...record, outbox, runs };
}

/**
 * What was said while a transcript was on its way did not go with it: its work is put back to the lines that went, and the
 * others follow as work of their own.
 */
export function withRestOfRange(
  record: ConversationRecord,
  performed: Work,
  now: string,
  lease: Lease,
): ConversationRecord {
  if (performed.kind !== 'appendTranscript') return record;
  const item = record.outbox.find(({ work }) => work.id === performed.id);
  if (item?.work.kind !== 'appendTranscript' || item.work.throughLine <= performed.throughLine) return record;
  const { throughLine, runId, awaited } = item.work;
  const rest: Work = {
    kind: 'appendTranscript',
    id: `${performed.id}+${performed.throughLine}`,
    awaited,
    runId,
    note: null,
    fromLine: performed.throughLine,
    throughLine,
  };
  const outbox = record.outbox.map((other) => (other === item ? { ...item, work: performed } : other));
  return { ...record, outbox: [...outbox, pendingWork(rest, now, lease)] };
}

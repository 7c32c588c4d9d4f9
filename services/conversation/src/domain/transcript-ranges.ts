import type { ConversationRecord, PendingWork } from './record.ts';
import { firmLines } from './turns.ts';

/**
 * The newest transcript work of a run, if it still takes what is said: it was not handed over yet, and nothing that came after
 * it was (a worker may die between the two).
 */
export function openRange({ outbox, runs }: ConversationRecord, runId: string): PendingWork | undefined {
  const newest = outbox.findLast(({ work }) => work.kind === 'appendTranscript' && work.runId === runId);
  if (newest?.work.kind !== 'appendTranscript' || newest.status !== 'pending') return undefined;
  const { throughLine } = newest.work;
  const isLast = (runs.find((run) => run.runId === runId)?.linesSent ?? 0) <= throughLine;
  return newest.attempts === 0 && !newest.handedOver && isLast ? newest : undefined;
}

/**
 * Transcript work that was not handed over yet takes everything said up to now, the bot's last words included unless their
 * turn is still running and may change them. Once handed over, its range stays as it is, also when this process dies before
 * it hears the outcome: ticketing takes the same request once.
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
 * Tickets that this turn asked for without waiting for them (silence, the end of a chat) take the bot's words of the same
 * turn along: nothing changes them any more. `before`: the record that the turn began with.
 */
export function withLastWords(before: ConversationRecord, record: ConversationRecord): ConversationRecord {
  const had = new Set(before.outbox.map(({ work }) => work.id));
  const extended = new Set<string>();
  const throughLine = record.lineCount;
  const outbox = record.outbox.map((item) => {
    const { work } = item;
    if (work.kind !== 'createTicket' || work.awaited || had.has(work.id)) return item;
    extended.add(work.runId);
    return { ...item, work: { ...work, throughLine } };
  });
  if (extended.size === 0) return record;
  const runs = record.runs.map((run) => (extended.has(run.runId) ? { ...run, linesSent: throughLine } : run));
  return { ...record, outbox, runs };
}

import type { ConversationRecord } from './record.ts';
import { firmLines } from './turns.ts';

/**
 * Transcript work that was not tried yet takes everything said up to now, the bot's last words included unless their turn
 * is still running and may change them. Once tried, its range stays as it is: a repeat must say the same thing.
 */
export function withOpenRanges(record: ConversationRecord): ConversationRecord {
  const extended = new Set<string>();
  const throughLine = record.busyUntil === null ? record.lineCount : firmLines(record);
  const outbox = record.outbox.map((item) => {
    if (item.work.kind !== 'appendTranscript' || item.attempts > 0 || item.work.throughLine > throughLine) return item;
    extended.add(item.work.runId);
    return { ...item, work: { ...item.work, throughLine } };
  });
  if (extended.size === 0) return record;
  const runs = record.runs.map((run) => (extended.has(run.runId) ? { ...run, linesSent: throughLine } : run));
  return { ...record, outbox, runs };
}

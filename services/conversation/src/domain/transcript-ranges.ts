import type { ConversationRecord } from './record.ts';

/**
 * Transcript work that was not tried yet takes everything said up to now, the bot's last words included. Once tried,
 * its range stays as it is: a repeat must say the same thing.
 */
export function withOpenRanges(record: ConversationRecord): ConversationRecord {
  const extended = new Set<string>();
  const outbox = record.outbox.map((item) => {
    if (item.work.kind !== 'appendTranscript' || item.attempts > 0) return item;
    extended.add(item.work.runId);
    return { ...item, work: { ...item.work, throughLine: record.lineCount } };
  });
  if (extended.size === 0) return record;
  const runs = record.runs.map((run) => (extended.has(run.runId) ? { ...run, linesSent: record.lineCount } : run));
  return { ...record, outbox, runs };
}

import type { Lease } from './outbox.ts';
import { withPush } from './push-turn.ts';
import type { ConversationRecord } from './record.ts';

/** Ends the open callback with what is true now: the number, or the reference and that the number will follow. */
export function settledPromise(
  record: ConversationRecord,
  at: string,
  lease: Lease,
  storedSeq: number,
): ConversationRecord {
  const run = record.runs.findLast((candidate) => candidate.ticket === null) ?? record.runs.at(-1);
  if (run === undefined) return { ...record, openCallback: null };
  const text =
    run.ticket === null
      ? `Your request is safe with us under the reference ${run.reference}. The ticket number follows by e-mail as soon as our ticket system answers.`
      : `Your ticket number is #${run.ticket.number}. It belongs to the reference ${run.reference}.`;
  const reply = { action: 'reply', texts: [text], suggestions: [], input: null } as const;
  return withPush(record, reply, { eventId: `callback:${record.version}`, at, lease, storedSeq });
}

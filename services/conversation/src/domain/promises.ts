import type { Lease } from './outbox.ts';
import { withPush } from './push-turn.ts';
import type { ConversationRecord, Run } from './record.ts';

/** Ends the open callback with what is true now: the number, or the reference and that the number will follow. */
export function settledPromise(
  record: ConversationRecord,
  at: string,
  lease: Lease,
  storedSeq: number,
): ConversationRecord {
  const run = promisedRun(record) ?? record.runs.at(-1);
  if (run === undefined) return { ...record, openCallback: null };
  const text =
    run.ticket === null
      ? `Your request is safe with us under the reference ${run.reference}. The ticket number follows ${run.customerEmail === null ? 'here' : 'by e-mail'} as soon as our ticket system answers.`
      : `Your ticket number is #${run.ticket.number}. It belongs to the reference ${run.reference}.`;
  const reply = { action: 'reply', texts: [text], suggestions: [], input: null } as const;
  return withPush(record, reply, { eventId: `callback:${record.version}`, at, lease, storedSeq });
}

/** The newest run whose ticket is still on its way; one that Desk refused is not. */
function promisedRun({ runs, outbox }: ConversationRecord): Run | undefined {
  const underway = outbox.flatMap(({ work, status }) =>
    work.kind === 'createTicket' && status === 'pending' ? [work.runId] : [],
  );
  return runs.findLast(({ runId }) => underway.includes(runId));
}

import { textsFor } from './chat-language.ts';
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
  const say = textsFor(record);
  const text =
    run.ticket === null
      ? say('promise.number_follows', { reference: run.reference, byMail: run.customerEmail !== null })
      : say('promise.number', { number: run.ticket.number, reference: run.reference });
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

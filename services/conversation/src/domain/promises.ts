import type { Lease } from './outbox.ts';
import type { ConversationRecord } from './record.ts';
import { withPush } from './work-runner.ts';

/** Ends the open callback with what is true now: the reference, and that the number will follow. */
export function settledPromise(record: ConversationRecord, at: string, lease: Lease): ConversationRecord {
  const run = record.runs.findLast((candidate) => candidate.ticket === null);
  if (run === undefined) return { ...record, openCallback: null };
  const text = `Your request is safe with us under the reference ${run.reference}. The ticket number follows by e-mail as soon as our ticket system answers.`;
  const reply = { action: 'reply', texts: [text], suggestions: [], input: null } as const;
  return withPush(record, reply, `callback:${record.version}`, at, lease);
}

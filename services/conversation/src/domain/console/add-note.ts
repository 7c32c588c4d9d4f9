import { createHash } from 'node:crypto';
import { AppError } from '@acebuddy/contracts';
import { retryOnConflict } from '../conversations.ts';
import { findWork } from '../outbox.ts';
import type { ConversationRecord, Run } from '../record.ts';
import type { RedactInLane } from '../redact-content.ts';
import { findSession } from '../sessions.ts';
import { withFollowUps } from '../settle.ts';
import type { SystemDeps } from '../system-turn.ts';

/**
 * Puts a comment for the team on the newest ticket of the chat, through the outbox. The same words again, while nothing else was
 * said, are the same note: a call that is repeated writes none twice.
 *
 * @throws AppError `NOT_FOUND` for unknown ids, `UNPROCESSABLE` when the chat has no ticket.
 * @returns the id that the chat is kept under
 */
export async function addNote(
  deps: SystemDeps & { readonly redact: RedactInLane },
  id: string,
  said: string,
): Promise<string> {
  const { id: conversationId } = await findSession(deps.conversations, id);
  const text = (await deps.redact(conversationId, [said]))(said);
  return retryOnConflict(async () => {
    const record = await deps.conversations.load(conversationId);
    const run = record === null ? undefined : runWithTicket(record);
    if (record === null || run === undefined)
      throw new AppError('UNPROCESSABLE', 'This chat has no ticket that a note could stand on.');
    const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
    const workId = `note:${record.lastSeq}:${digest}`;
    if (findWork(record, workId) !== undefined) return conversationId;
    const work = { kind: 'comment', id: workId, awaited: false, runId: run.runId, text, isPublic: false } as const;
    const next = withFollowUps(record, [work], deps.now().toISOString(), deps.runner.lease());
    return (await deps.conversations.commit(record, next)) === null ? null : conversationId;
  });
}

/** The newest that has a ticket, or is still to get it. */
function runWithTicket({ runs, outbox }: ConversationRecord): Run | undefined {
  return runs.findLast(
    ({ ticket, runId }) =>
      ticket !== null ||
      outbox.some(({ work, status }) => work.kind === 'createTicket' && work.runId === runId && status === 'pending'),
  );
}

import {
  AppError,
  type ExplainedTurn,
  flatIdCharsMax,
  type SessionView,
  toFlatConversationId,
} from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { Conversations } from './conversations.ts';
import { explainedTurns } from './explained-turns.ts';
import { findToldChat } from './find-chat.ts';
import { needsPerson } from './outbox.ts';
import { type ConversationRecord, isFlatChat, type PendingWork, type Work } from './record.ts';
import { ticketRequestId } from './request-ids.ts';
import { type SystemDeps, systemTurn } from './system-turn.ts';
import { openRange } from './transcript-ranges.ts';

/** As many turns as a session view shows; a turn has two lines or more. */
export const viewTurnsMax = 250;

/** By the id that its sender knows it by, or by ours. SalesIQ's chat comes first where the flat form has given the same id. */
export async function findSession(conversations: Conversations, id: string): Promise<ConversationRecord> {
  const record = await findKnownSession(conversations, id);
  if (record === null) throw new AppError('NOT_FOUND', 'There is no session with this id.');
  return record;
}

/** The same; null when there is none. */
export async function findKnownSession(conversations: Conversations, id: string): Promise<ConversationRecord | null> {
  const named = await conversations.load(id);
  if (named !== null && !isFlatChat(named)) return named;
  const flat = toFlatConversationId(id.slice(0, flatIdCharsMax));
  return (
    (await conversations.findByChatId(id, [id, flat])) ??
    (await conversations.load(flat)) ??
    named ??
    (await findToldChat(conversations, id))
  );
}

export async function viewSession(conversations: Conversations, engine: Engine, id: string): Promise<SessionView> {
  const record = await findSession(conversations, id);
  const turns = await conversations.turns(record, viewTurnsMax);
  const run = record.runs.at(-1);
  const { slots, verified } = engine.view(record.engine);
  return {
    conversationId: record.id,
    chatId: record.chatId,
    visitorId: record.visitor.id ?? null,
    visitorName: record.visitor.name ?? null,
    visitorEmail: record.visitor.email ?? null,
    state: record.state,
    workflowType: record.workflow,
    ticketId: run?.ticket?.id ?? null,
    ticketNumber: run?.ticket?.number ?? null,
    reference: run?.reference ?? null,
    verified,
    slots: { ...slots },
    messageCount: record.lineCount,
    messages: turns.flatMap((turn) => turn.lines).slice(-500),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** Why its messages were answered as they were, oldest first. */
export async function explainSession(
  conversations: Conversations,
  id: string,
): Promise<{ readonly conversationId: string; readonly items: ExplainedTurn[] }> {
  const record = await findSession(conversations, id);
  const turns = await conversations.turns(record, viewTurnsMax);
  return { conversationId: record.id, items: explainedTurns(turns) };
}

/** Closes a session from outside. Every ticket of it gets the rest of the transcript and the closing note. */
export async function closeSession(
  deps: SystemDeps,
  id: string,
  reason: string | null,
): Promise<{ conversationId: string; alreadyClosed: boolean; noteQueued: boolean }> {
  const record = await findSession(deps.conversations, id);
  const conversationId = record.id;
  const noteQueued = record.runs.length > 0;
  if (record.state === 'closed') return { conversationId, alreadyClosed: true, noteQueued: false };
  await systemTurn(deps, record.id, {
    eventId: `close:${record.id}:${record.lastSeq}`,
    input: { kind: 'close', reason },
    line: { role: 'system', text: closingText(reason) },
    works: closingNotes,
  });
  return { conversationId, alreadyClosed: false, noteQueued };
}

function closingText(reason: string | null): string {
  return reason === null ? 'The session was closed' : `The session was closed: ${reason}`;
}

/** One closing note per ticket: the lines since its last transcript comment, of which the note is the last. */
function closingNotes(record: ConversationRecord): Work[] {
  return record.runs
    .filter((run) => openRange(record, run.runId) === undefined)
    .map((run) => ({
      kind: 'appendTranscript',
      id: `closing:${ticketRequestId('', run.runId)}:${record.lastSeq}`,
      awaited: false,
      runId: run.runId,
      note: null,
      fromLine: run.linesSent,
      throughLine: record.lineCount,
    }));
}

/** Puts a dead letter back into the queue, to be tried at once; likewise work that a person has made possible. */
export function revived(record: ConversationRecord, workId: string, now: string): ConversationRecord {
  const outbox = record.outbox.map((item) => (item.work.id === workId && needsPerson(item) ? again(item, now) : item));
  return { ...record, outbox };
}

function again(item: PendingWork, now: string): PendingWork {
  const { status, attempts, announced } = item.status === 'dead' ? fresh : item;
  return {
    ...item,
    status,
    attempts,
    announced,
    nextAt: now,
    leaseOwner: null,
    leaseUntil: null,
    lastError: null,
    trouble: null,
  };
}

const fresh = { status: 'pending', attempts: 0, announced: false } as const;

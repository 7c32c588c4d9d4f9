import type { ConversationRecord, Work } from './record.ts';

/** Id under which the other services know this piece of work: the same work is never done twice. */
export function requestIdOf(record: ConversationRecord, work: Work): string {
  return work.kind === 'createTicket' ? ticketRequestId(record.id, work.runId) : `${record.id}#${work.id}`;
}

export function ticketRequestId(conversationId: string, runId: string): string {
  return `${conversationId}#ticket:${runId}`;
}

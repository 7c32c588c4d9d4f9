import type { ConversationRecord, Work } from './record.ts';

/** Id under which the other services know this piece of work: the same work is never done twice. */
export function requestIdOf(record: ConversationRecord, work: Work): string {
  return work.kind === 'createTicket' ? ticketRequestId(record.id, work.runId) : `${record.id}#${work.id}`;
}

export function ticketRequestId(conversationId: string, runId: string): string {
  return `${conversationId}#ticket:${runId}`;
}

/** The conversation that a request id belongs to; null for requests of other callers. */
export function conversationOfRequest(requestId: string): { conversationId: string; work: string } | null {
  const at = requestId.lastIndexOf('#');
  return at <= 0 ? null : { conversationId: requestId.slice(0, at), work: requestId.slice(at + 1) };
}

import { toLine, toRecord } from '../loose-values.ts';

/** What the product wants to know of a conversation (salesiq.md §5.3). */
export interface ConversationStatus {
  readonly id: string | undefined;
  /** SalesIQ's words, for example `open` and `connected`. */
  readonly status: string | undefined;
  readonly state: string | undefined;
  readonly attender: string | undefined;
  readonly ended: boolean;
}

export function toConversationStatus(data: unknown): ConversationStatus {
  const conversation = toRecord(data);
  const chatStatus = toRecord(conversation.chat_status);
  return {
    id: toLine(conversation.id, 200),
    status: toLine(chatStatus.status_key, 50) ?? toLine(conversation.status, 50),
    state: toLine(chatStatus.state_key, 50) ?? toLine(chatStatus.label, 50),
    attender: toLine(toRecord(conversation.attender).name, 200),
    ended: toLine(conversation.end_time, 50) !== undefined,
  };
}

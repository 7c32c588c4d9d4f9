import { createHash } from 'node:crypto';
import { type ChatEvent, type EventId, eventIdSchema, messageCharsMax } from '@acebuddy/contracts';
import { filesOf } from './attachments.ts';
import type { EventWebhook } from './event-webhook.ts';
import { firstOf, toLine, toList, toMessageText, toRecord } from './loose-values.ts';
import { toConversationId } from './session-key.ts';

export type MappedEvent =
  | { readonly kind: 'event'; readonly event: ChatEvent }
  | { readonly kind: 'ignored'; readonly reason: 'not_needed' | 'no_conversation' | 'not_an_operator' };

/**
 * Maps deliveries of SalesIQ's event webhooks to news about chats. Pure. Repeated deliveries (`attempt`) get the same event
 * id, made of event, conversation and message id or time (salesiq.md §8).
 */
export function toChatEvents(deliveries: readonly EventWebhook[]): readonly MappedEvent[] {
  return deliveries.map(toChatEvent);
}

function toChatEvent(delivery: EventWebhook): MappedEvent {
  const news = toNews(delivery);
  if (typeof news === 'string') return { kind: 'ignored', reason: news };
  if (delivery.entityId === undefined) return { kind: 'ignored', reason: 'no_conversation' };
  const conversationId = toConversationId(delivery.orgId, delivery.entityId);
  return { kind: 'event', event: { conversationId, eventId: toEventId(delivery), event: news } };
}

type News = ChatEvent['event'];

function toNews({ event, entity }: EventWebhook): News | 'not_needed' | 'not_an_operator' {
  switch (event) {
    case 'conversation.attender.updated':
      // Whoever owns a chat that a bot attends is not in it.
      return toOperatorJoined([entity.attender ?? entity.owner]);
    case 'conversation.transfer.accepted':
      return toOperatorJoined([entity.attender, entity.owner]);
    case 'conversation.participants.added':
      return toOperatorJoined([...toList(entity.participants)].reverse());
    case 'conversation.operator.replied':
      return toOperatorReplied(entity);
    case 'conversation.visitor.replied':
      return { kind: 'visitor_replied', text: messageText(entity) };
    case 'conversation.missed':
      return { kind: 'missed' };
    case 'conversation.completed':
      return { kind: 'completed' };
    case 'conversation.rated':
      return toRated(entity);
    default:
      return 'not_needed';
  }
}

/**
 * Only a person silences the bot: the entity of these events is not documented, and the bot itself may be a chat's
 * attender. Operators have an e-mail address or say that they are operators.
 */
function toOperatorJoined(candidates: readonly unknown[]): News | 'not_an_operator' {
  const operator = candidates.map(toRecord).find(isOperator);
  if (operator === undefined) return 'not_an_operator';
  return { kind: 'operator_joined', ...operatorName(operator) };
}

function isOperator(person: Record<string, unknown>): boolean {
  const type = toLine(person.type, 50)?.toLowerCase();
  if (type !== undefined) return type === 'operator' || type === 'user' || type === 'agent';
  return firstOf(person, ['email_id', 'email']) !== undefined;
}

function toOperatorReplied(entity: Record<string, unknown>): News | 'not_an_operator' {
  const sender = toRecord(toRecord(entity.message).sender);
  // The event's name already says operator; only a sender of another type (a bot) is not one.
  if (sender.type !== undefined && sender.type !== null && !isOperator(sender)) return 'not_an_operator';
  return { kind: 'operator_replied', ...operatorName(sender), text: messageText(entity) };
}

function operatorName(person: Record<string, unknown>): { operator?: string } {
  const operator = toLine(person.name, 200);
  return operator === undefined ? {} : { operator };
}

/** What was said, and the files that came with it: an operator's chat reaches the bot by its news alone. */
function messageText(entity: Record<string, unknown>): string {
  const message = toRecord(entity.message);
  const files = filesOf(message).map(
    ({ name, url }) => `[file: ${[name ?? 'unnamed', url].filter((part) => part !== undefined).join(', ')}]`,
  );
  const parts = [toMessageText(message.text, messageCharsMax), ...files].filter((part) => part !== '');
  return toMessageText(parts.join('\n'), messageCharsMax);
}

/** The rating's type is not documented; a number out of range or a word is left out, the feedback kept. */
function toRated(entity: Record<string, unknown>): News {
  const rating = Number(toLine(entity.rating, 10) ?? Number.NaN);
  const feedback = toMessageText(entity.feedback, 5_000).trim();
  return {
    kind: 'rated',
    ...(rating >= 0 && rating <= 10 && { rating }),
    ...(feedback !== '' && { feedback }),
  };
}

function toEventId({ event, entityId, eventTime, entity }: EventWebhook): EventId {
  const occurrence = toLine(toRecord(entity.message).msgid, 200) ?? eventTime ?? '';
  const key = [event, entityId, occurrence].join('|');
  return eventIdSchema.parse(key.length <= 200 ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`);
}

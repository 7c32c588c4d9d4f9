import {
  eventIdSchema,
  flatIdCharsMax,
  type IncomingMessage,
  messageCharsMax,
  readAddress,
  toFlatConversationId,
  type Visitor,
} from '@acebuddy/contracts';
import { shortId, toLanguage, toMessageText } from '@acebuddy/salesiq';
import { z } from 'zod';

/** Ids may come as numbers; those that a double cannot hold arrive here as text already. */
const idText = z
  .union([z.string(), z.number().int().transform(String)], { error: 'must be text or a whole number' })
  .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim());
const filled = idText.refine((text) => text !== '', 'must not be empty');
/** Low-code senders write what looks like a number as one. */
const scalarText = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)], {
  error: 'must be text',
});
const optionalText = (charsMax: number) =>
  scalarText.nullish().transform(
    (text) =>
      text
        ?.replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, charsMax) || undefined,
  );

/**
 * The flat form of the chat webhook, for integrators: one message of one chat. Unknown keys are left out. An address that
 * is none is treated as not given, because customers mistype them and the chat matters more.
 */
export const flatMessageSchema = z
  .object({
    chat_id: filled,
    message: scalarText.refine((text) => text.trim() !== '', 'must not be empty'),
    visitor_id: idText.nullish(),
    visitor_email: optionalText(150),
    visitor_name: optionalText(200),
    visitor_phone: optionalText(50),
    visitor_language: optionalText(35).meta({ description: 'What the visitor reads, BCP 47: where the chat begins' }),
    message_id: idText.nullish().meta({
      description:
        'Your id of this message. A repeat with the same id gets the first answer; without one every call is new',
    }),
  })
  .meta({
    examples: [
      {
        chat_id: 'test_123',
        visitor_id: 'visitor_456',
        visitor_email: 'test@company.com',
        visitor_name: 'Test User',
        message: 'I forgot my password',
        message_id: 'message_789',
      },
    ],
  });
export type FlatMessage = z.output<typeof flatMessageSchema>;

const flatKeys = ['chat_id', 'message', 'visitor_id', 'visitor_email', 'visitor_name'] as const;

/** Whether a body is meant to be the flat form, complete or not. */
export function isFlatMessage(body: object): boolean {
  return flatKeys.some((key) => Object.hasOwn(body, key));
}

/**
 * Maps the flat form to our message. Without `message_id` every call is an event of its own: people do write "yes" twice,
 * and nothing else in the form tells a repeat from that.
 */
export function toFlatIncoming(flat: FlatMessage, budgetMs: number, newId: () => string): IncomingMessage {
  const messageId = flat.message_id || undefined;
  return {
    conversationId: toFlatConversationId(shortId(flat.chat_id, flatIdCharsMax)),
    eventId: eventIdSchema.parse(messageId === undefined ? newId() : `flat:${shortId(messageId, 195)}`),
    channel: 'flat',
    address: { preview: false },
    visitor: toVisitor(flat),
    content: { kind: 'message', text: toMessageText(flat.message, messageCharsMax), attachments: [] },
    budgetMs,
  };
}

function toVisitor(flat: FlatMessage): Visitor {
  const id = flat.visitor_id?.slice(0, 200) || undefined;
  const email = readAddress(flat.visitor_email)?.email;
  const language = toLanguage(flat.visitor_language);
  return {
    ...(id !== undefined && { id }),
    ...(flat.visitor_name !== undefined && { name: flat.visitor_name }),
    ...(email !== undefined && { email }),
    ...(flat.visitor_phone !== undefined && { phone: flat.visitor_phone }),
    ...(language !== undefined && { language }),
  };
}

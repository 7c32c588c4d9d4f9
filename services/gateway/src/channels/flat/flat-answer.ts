import { type BotReply, instantSchema, sessionStateSchema } from '@acebuddy/contracts';
import type { Turn } from '@acebuddy/salesiq';
import { z } from 'zod';
import type { FlatMessage } from './flat-message.ts';

/**
 * The answer to the flat form. `retry`: the message was not (certainly) handled; `message` is a polite text to show, and
 * sending the same message again with the same `message_id` is safe.
 */
export const flatAnswerSchema = z.object({
  status: z.enum(['success', 'retry']),
  message: z.string(),
  data: z.object({
    session_id: z.string(),
    workflow_type: z.string().nullable(),
    state: sessionStateSchema.nullable(),
    ticket_created: z.boolean(),
    ticket_id: z.string().nullable(),
    ticket_number: z.string().nullable(),
    reference: z.string().nullable(),
    escalate: z.boolean(),
    suggestions: z.array(z.string()),
  }),
  timestamp: instantSchema,
});
export type FlatAnswer = z.infer<typeof flatAnswerSchema>;

export function toFlatAnswer({ replies, suggestions, input, session }: BotReply, now: Date): FlatAnswer {
  // Whoever shows the flat form has no input cards: the choices of a card become suggestions.
  const choices = input !== undefined && 'options' in input ? input.options : [];
  return {
    status: 'success',
    message: replies.join('\n\n'),
    data: {
      session_id: session.sessionId,
      workflow_type: session.workflowType,
      state: session.state,
      ticket_created: session.ticketCreated,
      ticket_id: session.ticketId,
      ticket_number: session.ticketNumber,
      reference: session.reference,
      escalate: session.escalate,
      suggestions: suggestions.length > 0 ? suggestions : choices,
    },
    timestamp: now.toISOString(),
  };
}

/** Nothing is known of the session, and nothing is claimed. */
export function toFlatRetry(flat: FlatMessage, turn: Turn, now: Date): FlatAnswer {
  return {
    status: 'retry',
    message: turn.replies.join('\n\n'),
    data: {
      session_id: flat.chat_id,
      workflow_type: null,
      state: null,
      ticket_created: false,
      ticket_id: null,
      ticket_number: null,
      reference: null,
      escalate: turn.action === 'forward',
      suggestions: [],
    },
    timestamp: now.toISOString(),
  };
}

import {
  type ConversationId,
  conversationIdSchema,
  flatIdCharsMax,
  identityProofSchema,
  instantSchema,
  type SessionView,
  sessionStateSchema,
  transcriptEntrySchema,
} from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import { shortId } from '@acebuddy/salesiq';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

const common = {
  tags: ['sessions'],
  security: [{ apiKey: [] }],
  params: z
    .object({
      id: conversationIdSchema.meta({
        description: "SalesIQ's conversation id, or `orgId/id` (encoded), or the `chat_id` of the flat form",
      }),
    })
    .meta({ examples: [{ id: '40526000001808033' }] }),
};

const sessionSchema = z.object({
  session_id: z.string(),
  chat_id: z.string(),
  visitor_id: z.string().nullable(),
  visitor_name: z.string().nullable(),
  visitor_email: z.string().nullable(),
  state: sessionStateSchema,
  workflow_type: z.string().nullable(),
  ticket_id: z.string().nullable(),
  ticket_number: z.string().nullable(),
  reference: z.string().nullable(),
  verified: identityProofSchema.nullable().meta({
    description: 'What is proven about the customer; null where her request asks for no identity',
  }),
  collected: z.record(z.string(), z.string()).meta({ description: 'What the customer has told so far, by question' }),
  message_count: z.number().int(),
  messages: z.array(transcriptEntrySchema).meta({ description: 'The newest 500, oldest first' }),
  created_at: instantSchema,
  updated_at: instantSchema,
});

/** REST on chats. */
export function registerSessionRoutes(app: GatewayApp, { conversation, now }: GatewayDeps): void {
  const read = {
    ...common,
    summary: 'A chat with its transcript',
    response: {
      200: z.object({ success: z.literal(true), session: sessionSchema, timestamp: instantSchema }),
      ...errorResponses(400, 401, 403, 404, 503, 504),
    },
  };
  app.get('/salesiq/session/:id', { schema: read }, async (request) => {
    const view = await conversation.getSession({
      conversationId: keyOf(request.params.id),
      actor: request.caller ?? undefined,
    });
    return { success: true as const, session: toSession(view), timestamp: now().toISOString() };
  });

  const close = {
    ...common,
    summary: 'Closes a chat and adds the closing note to its ticket',
    body: z
      .object({ reason: z.string().trim().max(500).optional() })
      .optional()
      .meta({ examples: [{ reason: 'solved' }] }),
    response: {
      200: z.object({ success: z.literal(true), message: z.string(), timestamp: instantSchema }),
      ...errorResponses(400, 401, 403, 404, 503, 504),
    },
  };
  app.post('/salesiq/session/:id/close', { schema: close }, async (request) => {
    const { alreadyClosed, noteQueued } = await conversation.closeSession({
      conversationId: keyOf(request.params.id),
      reason: request.body?.reason ? redactText(request.body.reason) : undefined,
    });
    const note = noteQueued ? ' The closing note goes to its ticket.' : '';
    const message = alreadyClosed ? 'The session was closed before.' : `The session is closed.${note}`;
    return { success: true as const, message, timestamp: now().toISOString() };
  });
}

/** Overlong ids of the flat form are known by their digest. */
function keyOf(id: ConversationId): ConversationId {
  return conversationIdSchema.parse(shortId(id, flatIdCharsMax));
}

function toSession(view: SessionView): z.infer<typeof sessionSchema> {
  return {
    session_id: view.conversationId,
    chat_id: view.chatId,
    visitor_id: view.visitorId,
    visitor_name: view.visitorName,
    visitor_email: view.visitorEmail,
    state: view.state,
    workflow_type: view.workflowType,
    ticket_id: view.ticketId,
    ticket_number: view.ticketNumber,
    reference: view.reference,
    verified: view.verified ?? null,
    collected: view.slots,
    message_count: view.messageCount,
    messages: view.messages,
    created_at: view.createdAt,
    updated_at: view.updatedAt,
  };
}

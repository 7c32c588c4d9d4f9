import { zobotResponseSchema } from '@acebuddy/salesiq';
import { z } from 'zod';
import { flatAnswerSchema } from '../channels/flat/flat-answer.ts';
import { flatMessageSchema } from '../channels/flat/flat-message.ts';
import { errorResponses } from '../http/error-body.ts';

export const pingSchema = z.object({ status: z.literal('ok') });

const loose = z.record(z.string(), z.unknown());

/** For the API description. What is really accepted is wider: salesiq.md §2 and §10, packages/salesiq. */
const zobotCallSchema = z
  .looseObject({
    handler: z.string().meta({ description: 'trigger, message, context or failure' }),
    visitor: loose.optional(),
    message: loose.optional(),
    request: loose.optional(),
    org_id: z.union([z.string(), z.number()]).optional(),
  })
  .meta({ description: "A call of SalesIQ's bot platform" });

const eventSchema = z
  .looseObject({ event: z.string(), entity_id: z.union([z.string(), z.number()]).optional(), entity: loose.optional() })
  .meta({ description: "A delivery of SalesIQ's event webhooks" });

const eventsAnswerSchema = z.object({ success: z.literal(true), handled: z.number().int(), ignored: z.number().int() });

export const webhookDescription = {
  tags: ['webhooks'],
  security: [{}, { salesiqSignature: [] }, { apiKey: [] }],
  summary: 'A chat message: the call of a SalesIQ bot, an event of SalesIQ, or the flat form',
  description:
    'What SalesIQ sent and we understand is always answered with 200 within 4 s. Refused are bad signatures (401), bodies over ' +
    '256 KiB (413) and bodies that are none of the three forms (400).',
  consumes: ['application/json'],
  body: z.union([zobotCallSchema, eventSchema, flatMessageSchema]),
  response: {
    200: z.union([zobotResponseSchema, flatAnswerSchema, eventsAnswerSchema, pingSchema]),
    ...errorResponses(400, 401, 413, 429),
  },
};

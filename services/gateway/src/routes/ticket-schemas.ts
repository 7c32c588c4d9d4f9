import { instantSchema, prioritySchema, readAddress, ticketLookupSchema } from '@acebuddy/contracts';
import { z } from 'zod';

const line = (charsMax: number) => z.string().trim().min(1, 'must not be empty').max(charsMax);

/** `low` and `LOW` mean `Low`. */
const priority = z.preprocess(
  (value) => (typeof value === 'string' ? value.charAt(0).toUpperCase() + value.slice(1).toLowerCase() : value),
  prioritySchema,
);

/** `Ann Lee <ann@example.com>` means `ann@example.com`. */
const address = z.preprocess(
  (value) => (typeof value === 'string' ? (readAddress(value)?.email ?? value) : value),
  z.email().max(150),
);

/** All that callers may decide about a ticket; anything else in `metadata` is left out. */
const metadataSchema = z.object({
  subject: line(1_000).optional().meta({ description: 'Default: the first line of `query`' }),
  priority: priority.optional().meta({ description: 'Low, Medium (default) or High' }),
  workflow_type: line(100).optional().meta({ description: 'Default: `api`' }),
  user_name: line(200).optional().meta({ description: "The customer's name; default: `user_id`" }),
  user_email: address.optional().meta({ description: 'Default: `user_id` when it is an address' }),
  user_phone: line(50).optional(),
  chat_id: line(200).optional(),
  visitor_id: line(200).optional(),
});

export const createTicketBodySchema = z
  .object({
    query: line(60_000).meta({ description: 'What the customer needs, plain text' }),
    user_id: line(200).meta({ description: 'Who it is for: an e-mail address, or your own id of the customer' }),
    metadata: metadataSchema.optional(),
  })
  .meta({
    examples: [
      {
        query: 'The printer in the front office is offline',
        user_id: 'scott.fisher@zylker.com',
        metadata: { subject: 'Printer offline', priority: 'Medium', workflow_type: 'printer_issues' },
      },
    ],
  });
export type CreateTicketBody = z.output<typeof createTicketBodySchema>;

export const idempotencyHeaderSchema = z.object({
  'idempotency-key': z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(200)
    .optional()
    .meta({ description: 'Your id of this request: repeating it returns the first result and does nothing again' }),
});

export const createdTicketSchema = z.object({
  success: z.literal(true),
  ticket_id: z.string(),
  ticket_number: z.string(),
  web_url: z.string().nullable(),
  reference: z.string(),
  timestamp: instantSchema,
});

/** Recorded and certain to be done, not done yet. */
export const acceptedTicketSchema = z.object({
  success: z.literal(true),
  status: z.literal('pending'),
  ticket_id: z.null(),
  ticket_number: z.null(),
  web_url: z.null(),
  reference: z.string().meta({ description: 'Names the ticket until it has a number' }),
  message: z.string(),
  retry_after_ms: z.number().int(),
  timestamp: instantSchema,
});

/** Ids are text: they have more digits than a JSON number keeps. */
export const ticketParamsSchema = z
  .object({ id: ticketLookupSchema.shape.id.meta({ description: "Desk's ticket id, or `#` (as %23) and the number" }) })
  .meta({ examples: [{ id: '1892000000042034' }] });

export const commentBodySchema = z
  .object({
    comment: line(200_000),
    is_internal: z.boolean().default(true).meta({ description: 'false: the customer sees it' }),
  })
  .meta({ examples: [{ comment: 'Called back, printer works again', is_internal: true }] });

export const statusBodySchema = z.object({ status: line(100) }).meta({ examples: [{ status: 'Closed' }] });

export const acceptedChangeSchema = z.object({
  success: z.literal(true),
  status: z.literal('pending'),
  message: z.string(),
  retry_after_ms: z.number().int(),
  timestamp: instantSchema,
});

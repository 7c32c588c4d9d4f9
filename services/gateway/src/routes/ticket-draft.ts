import { createHash, randomUUID } from 'node:crypto';
import {
  type CreateTicketInput,
  emailSchema,
  type Reference,
  type RequestId,
  referenceSchema,
  requestIdSchema,
} from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import type { CreateTicketBody } from './ticket-schemas.ts';

type Draft = CreateTicketInput['draft'];

/** The ticket that a REST caller asks for, without secrets. Department, verification and custom fields are not theirs to set. */
export function toDraft({ query, user_id, metadata = {} }: CreateTicketBody): Draft {
  const email = metadata.user_email ?? emailSchema.safeParse(user_id).data;
  const description = redactText(query);
  return {
    subject: metadata.subject === undefined ? firstLine(description) : redactText(metadata.subject),
    description,
    customer: {
      name: redactText(metadata.user_name ?? user_id),
      ...(email !== undefined && { email }),
      ...(metadata.user_phone !== undefined && { phone: metadata.user_phone }),
    },
    priority: metadata.priority ?? 'Medium',
    workflowType: metadata.workflow_type ?? 'api',
    ...(metadata.chat_id !== undefined && { chatId: metadata.chat_id }),
    ...(metadata.visitor_id !== undefined && { visitorId: metadata.visitor_id }),
  };
}

function firstLine(text: string): string {
  const [line = text] = text.split('\n', 1);
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}

/** The same `Idempotency-Key` for the same kind of work names the same request; without one every call is its own. */
export function toRequestId(
  kind: string,
  idempotencyKey: string | undefined,
  newId: () => string = randomUUID,
): RequestId {
  const key = idempotencyKey === undefined ? newId() : digest(idempotencyKey).toString('hex');
  return requestIdSchema.parse(`rest:${kind}:${key}`);
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference that a repeated request gets again: 60 bits of the request id's digest. */
export function toReference(requestId: RequestId): Reference {
  const letters = Array.from(digest(requestId).subarray(0, 12), (byte) => alphabet.charAt(byte % alphabet.length));
  return referenceSchema.parse(`AB-${letters.join('')}`);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

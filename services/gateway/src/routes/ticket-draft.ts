import { createHash, randomUUID } from 'node:crypto';
import {
  type CreateTicketInput,
  type Reference,
  type RequestId,
  readAddress,
  referenceSchema,
  requestIdSchema,
} from '@acebuddy/contracts';
import { type RedactText, redactId } from '@acebuddy/redaction';
import type { CreateTicketBody } from './ticket-schemas.ts';

type Draft = CreateTicketInput['draft'];

/** As long as the contract allows: a placeholder may be longer than what it stands for. */
const [nameCharsMax, workflowCharsMax, idCharsMax, phoneCharsMax] = [200, 100, 200, 50];

/** The ticket that a REST caller asks for, without secrets. Department, verification and custom fields are not theirs to set. */
export function toDraft({ query, user_id, metadata = {} }: CreateTicketBody, redact: RedactText): Draft {
  const given = readAddress(user_id);
  const email = metadata.user_email ?? given?.email;
  const description = redact(query);
  return {
    subject: metadata.subject === undefined ? firstLine(description) : redact(metadata.subject),
    description,
    customer: {
      name: redact(metadata.user_name ?? given?.name ?? given?.email ?? user_id).slice(0, nameCharsMax),
      ...(email !== undefined && { email }),
      ...(metadata.user_phone !== undefined && { phone: redact(metadata.user_phone).slice(0, phoneCharsMax) }),
    },
    priority: metadata.priority ?? 'Medium',
    workflowType: redact(metadata.workflow_type ?? 'api').slice(0, workflowCharsMax),
    ...(metadata.chat_id !== undefined && { chatId: redactId(metadata.chat_id).slice(0, idCharsMax) }),
    ...(metadata.visitor_id !== undefined && { visitorId: redactId(metadata.visitor_id).slice(0, idCharsMax) }),
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

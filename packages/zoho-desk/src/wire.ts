import { z } from 'zod';
import type { Agent, Attachment, Call, Comment, Contact, Ticket } from './desk.ts';

/*
 * The parts of Desk's answers that we use, in our words. Tolerant on purpose (zoho-desk.md §1, §10): any value may be
 * null, ids may be numbers, times may be ISO text or epoch milliseconds, and unknown keys are ignored. Only what we cannot
 * work without (a record's id) makes an answer unreadable.
 */

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const idOrNull = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((value) => value !== '');
const flag = z
  .union([z.boolean(), z.string()])
  .nullish()
  .catch(null)
  .transform((value) => value === true || value === 'true');
const count = z.coerce
  .number()
  .int()
  .nonnegative()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
/** Epoch milliseconds (number or digits) or ISO text, as an ISO instant. */
const instant = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : toInstant(value)));

function toInstant(value: string | number): string | null {
  const date = new Date(/^-?\d+$/.test(String(value)) ? Number(value) : value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const customFields = z
  .record(z.string(), z.unknown())
  .transform((fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        value === null || value === undefined ? null : String(value),
      ]),
    ),
  )
  .nullish()
  .catch(null);

export const ticketSchema = z
  .object({
    id,
    ticketNumber: idOrNull,
    subject: text,
    description: text,
    status: text,
    statusType: text,
    priority: text,
    channel: text,
    departmentId: idOrNull,
    contactId: idOrNull,
    contact: z.object({ id: idOrNull, email: text }).nullish().catch(null),
    assigneeId: idOrNull,
    email: text,
    phone: text,
    webUrl: text,
    cf: customFields,
    createdTime: instant,
    modifiedTime: instant,
    closedTime: instant,
    dueDate: instant,
    commentCount: count,
  })
  .transform(
    ({ contact, cf, ...ticket }): Ticket => ({
      ...ticket,
      ticketNumber: ticket.ticketNumber ?? '',
      subject: ticket.subject ?? '',
      status: ticket.status ?? '',
      contactId: ticket.contactId ?? contact?.id ?? null,
      email: ticket.email ?? contact?.email ?? null,
      customFields: cf ?? null,
    }),
  );

export const ticketListSchema = z.object({ data: z.array(ticketSchema) }).transform(({ data }) => data);

const personSchema = z.object({ name: text, firstName: text, lastName: text, email: text, type: text });

function toName(person: { name?: string | null; firstName: string | null; lastName: string | null }): string {
  return person.name || [person.firstName, person.lastName].filter(Boolean).join(' ');
}

export const commentSchema = z
  .object({
    id,
    content: text,
    contentType: text,
    isPublic: flag,
    commenterId: idOrNull,
    commenter: personSchema.nullish().catch(null),
    commentedTime: instant,
  })
  .transform(
    ({ commenter, commenterId, commentedTime, content, ...comment }): Comment => ({
      ...comment,
      content: content ?? '',
      author: commenter ? toName(commenter) : '',
      authorType: commenter?.type ?? null,
      authorId: commenterId,
      at: commentedTime,
    }),
  );
export const commentListSchema = z.object({ data: z.array(commentSchema) }).transform(({ data }) => data);

const tag = z.object({ name: z.string() }).transform(({ name }) => name);
/** `associateTag` answers with `data`, `GET tags` with `tags`. */
export const tagListSchema = z
  .object({ data: z.array(tag).optional(), tags: z.array(tag).optional() })
  .transform(({ data, tags }) => data ?? tags ?? []);

export const attachmentSchema = z
  .object({ id, name: text, size: count })
  .transform(({ name, size, ...rest }): Attachment => ({ ...rest, name: name ?? '', sizeBytes: size }));
export const attachmentListSchema = z.object({ data: z.array(attachmentSchema) }).transform(({ data }) => data);

export const callSchema = z
  .object({ id, subject: text, description: text, startTime: instant, status: text })
  .transform(({ subject, startTime, ...call }): Call => ({ ...call, subject: subject ?? '', startsAt: startTime }));
export const callListSchema = z.object({ data: z.array(callSchema) }).transform(({ data }) => data);

/** A contact and the second address that Desk may know. */
export interface KnownContact extends Contact {
  readonly secondaryEmail: string | null;
}

const contactSchema = z
  .object({
    id,
    firstName: text,
    lastName: text,
    email: text,
    secondaryEmail: text,
    phone: text,
    mobile: text,
    createdTime: instant,
    accountId: idOrNull,
    account: z.object({ id: idOrNull, accountName: text }).nullish().catch(null),
  })
  .transform(
    ({ firstName, lastName, mobile, createdTime, account, ...contact }): KnownContact => ({
      ...contact,
      name: toName({ firstName, lastName }),
      phone: contact.phone ?? mobile,
      createdAt: createdTime,
      accountId: contact.accountId ?? account?.id ?? null,
      accountName: account?.accountName ?? null,
    }),
  );
export const contactListSchema = z.object({ data: z.array(contactSchema) }).transform(({ data }) => data);

export const agentSchema = z
  .object({ id, name: text, firstName: text, lastName: text, emailId: text })
  .transform(({ emailId, ...agent }): Agent => ({ id: agent.id, name: toName(agent), email: emailId }));

export const organizationListSchema = z
  .object({ data: z.array(z.object({ id, companyName: text, portalName: text })) })
  .transform(({ data }) => data.map((org) => ({ id: org.id, name: org.companyName ?? org.portalName ?? '' })));

export const departmentListSchema = z
  .object({ data: z.array(z.object({ id, name: text, isEnabled: flag })) })
  .transform(({ data }) => data.map((department) => ({ ...department, name: department.name ?? '' })));

export const fieldListSchema = z
  .object({
    data: z.array(
      z.object({
        apiName: text,
        displayLabel: text,
        isMandatory: flag,
        allowedValues: z
          .array(z.object({ value: text }))
          .nullish()
          .catch(null),
      }),
    ),
  })
  .transform(({ data }) => data);

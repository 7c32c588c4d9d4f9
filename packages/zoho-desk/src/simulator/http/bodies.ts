import { z } from 'zod';
import type { SimulatorSettings } from '../options.ts';
import type { FieldError } from './answer.ts';

/* The strict bodies of zoho-desk.md §3 and §4 and of the published specification: an unknown key is an error. */

const id = z.union([z.string().regex(/^\d{1,19}$/), z.number().int().positive()]).transform(String);
const idOrNull = z.union([id, z.null(), z.literal('')]).transform((value) => value || null);
const text = (charsMax: number) => z.string().max(charsMax).nullable();
const email = (charsMax: number) =>
  z
    .string()
    .max(charsMax)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
const time = z.union([
  z
    .string()
    .max(100)
    .refine((value) => !Number.isNaN(Date.parse(value))),
  z.number(),
]);
const customFields = z.record(z.string(), z.string().max(100).nullable());

const ticketKeys = {
  subject: text(1_000),
  description: text(65_535),
  email: z.union([email(150), z.null(), z.literal('')]),
  phone: text(120),
  status: text(120),
  priority: text(120),
  channel: text(120),
  category: text(200),
  subCategory: text(200),
  classification: text(120),
  language: text(120),
  resolution: text(65_535),
  dueDate: time.nullable(),
  assigneeId: idOrNull,
  teamId: idOrNull,
  productId: idOrNull,
  accountId: idOrNull,
  layoutId: idOrNull,
  contactId: idOrNull,
  departmentId: idOrNull,
  cf: customFields.nullable(),
  customFields: customFields.nullable(),
  uploads: z.array(id).nullable(),
  entitySkills: z.array(id).nullable(),
  secondaryContacts: z.array(id).max(20).nullable(),
};

const looseContact = z
  .strictObject({
    firstName: text(100).optional(),
    lastName: text(200).optional(),
    email: email(255).nullable().optional(),
    phone: text(100).optional(),
  })
  .refine((contact) => Boolean(contact.lastName) || Boolean(contact.email), { path: ['lastName'] });
const strictContact = z.strictObject({ lastName: z.string().min(1).max(200), email: email(255) });

export function newTicketSchema(dialect: SimulatorSettings['contactDialect']) {
  return z
    .strictObject({
      ...z.strictObject(ticketKeys).partial().shape,
      subject: z.string().trim().min(1).max(1_000),
      departmentId: id,
      contact: (dialect === 'strict' ? strictContact : looseContact).optional(),
    })
    .refine((ticket) => ticket.contact !== undefined || ticket.contactId, { path: ['contactId'] });
}
export type NewTicketBody = z.output<ReturnType<typeof newTicketSchema>>;

export const ticketChangeSchema = z.strictObject(ticketKeys).omit({ departmentId: true }).partial();
export type TicketChangeBody = z.output<typeof ticketChangeSchema>;

export const newCommentSchema = z.strictObject({
  content: z.string().min(1).max(32_000),
  attachmentIds: z.array(id),
  isPublic: z.boolean().nullable().optional(),
  contentType: z.enum(['plainText', 'html']).nullable().optional(),
});

export const tagsSchema = z.strictObject({ tags: z.array(z.string().min(3).max(100)).min(1) });

export const newCallSchema = z.strictObject({
  subject: z.string().min(1).max(300),
  departmentId: id,
  contactId: id,
  startTime: time,
  status: z.enum(['Completed', 'Scheduled', 'Missed', 'Canceled', 'In Progress']),
  ticketId: id.optional(),
  ownerId: idOrNull.optional(),
  teamId: idOrNull.optional(),
  priority: z.string().optional(),
  duration: z
    .union([z.string().regex(/^\d+$/), z.number().int()])
    .transform(String)
    .optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  description: z.string().max(65_535).optional(),
  cf: customFields.optional(),
});

/** Issues of the schema as Desk's `errors` list, with JSON pointers (§6). */
export function toFieldErrors(error: z.ZodError, body: unknown): readonly FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ fieldName: toPointer([...issue.path, key]), errorType: 'invalid' }));
    }
    const isMissing = valueAt(body, issue.path) === undefined;
    return [{ fieldName: toPointer(issue.path), errorType: isMissing ? 'missing' : 'invalid' }];
  });
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  );
}

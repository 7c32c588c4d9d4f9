import { z } from 'zod';

export const emailSchema = z.email().max(150);

/** `Ann Lee <ann@example.com>`, as mail programs write it. */
const addressWithName = /^(?:"([^"]*)"\s*|([^"<>]*))<\s*(?:mailto:)?([^<>\s]+)\s*>$/i;

/**
 * An e-mail address in any form that people and systems write it: bare, with `mailto:`, in angle brackets, behind a name.
 * Undefined when there is none in it.
 */
export function readAddress(text: string | undefined): { readonly name?: string; readonly email: string } | undefined {
  const given = text?.trim() ?? '';
  const [, quoted, bare, inBrackets] = addressWithName.exec(given) ?? [];
  const email = emailSchema.safeParse(inBrackets ?? given.replace(/^mailto:/i, '')).data;
  if (email === undefined) return undefined;
  const name = (quoted ?? bare ?? '').trim();
  return name === '' ? { email } : { name, email };
}

/** A BCP 47 tag: `es`, `es-MX`. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
  .max(35);

/** Who is chatting, as far as the channel told us. Nothing here is verified. */
export const visitorSchema = z.object({
  id: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  email: emailSchema.optional(),
  phone: z.string().max(50).optional(),
  /** IANA zone, for example `America/Chicago`. */
  timeZone: z.string().max(64).optional(),
  /** ISO 3166 code, for example `IN`: how she writes phone numbers and dates. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** What the channel says she reads: where a chat begins. Her own words count more. */
  language: languageSchema.optional(),
});
export type Visitor = z.infer<typeof visitorSchema>;

/** The person a ticket or mail is for. Desk's contact needs a last name; `name` is split by the desk client. */
export const customerSchema = z.object({
  name: z.string().min(1).max(200),
  email: emailSchema.optional(),
  phone: z.string().max(50).optional(),
});
export type Customer = z.infer<typeof customerSchema>;

/**
 * What is proven about the person in a chat; these words stand as they are in custom fields, comments, mails, the audit
 * trail and REST answers.
 *
 * - `verified`: a code for her address was confirmed in this chat, and the directory gives that address to the account
 *   that the request is about.
 * - `mailbox only`: a code was confirmed, so she reads that mailbox; whose account it is, or whether this account is
 *   hers, is not known.
 * - `not verified`: nothing was confirmed.
 *
 * `null` or no value at all, where a field allows it: the workflow asks for no identity.
 */
export const identityProofSchema = z.enum(['verified', 'mailbox only', 'not verified']);
export type IdentityProof = z.infer<typeof identityProofSchema>;

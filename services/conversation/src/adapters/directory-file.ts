import { readFile } from 'node:fs/promises';
import type { KnownPerson } from '@acebuddy/workflows';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Directory } from '../ports.ts';

const flag = z.union([z.boolean(), z.string().transform((text) => /^(1|true|yes|y)$/i.test(text.trim()))]);
const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

/** A row of the customer directory, as CSV column names or JSON keys. */
const rowSchema = z.object({
  name: z.string().trim().min(1),
  email: z.email(),
  user_name: optionalText,
  company: optionalText,
  phone: optionalText,
  is_poc: flag.default(false),
  poc_name: optionalText,
  poc_email: optionalText,
});

/** A directory in a CSV or JSON file, read once at start. Throws with the row's number when a row is wrong. */
export async function createFileDirectory(path: string): Promise<Directory> {
  const text = await readFile(path, 'utf8');
  const rows: unknown = path.endsWith('.json')
    ? JSON.parse(text)
    : parse(text, { columns: true, skip_empty_lines: true, trim: true, bom: true });
  const people = new Map<string, KnownPerson>();
  for (const [index, row] of z.array(z.unknown()).parse(rows).entries()) {
    const parsed = rowSchema.safeParse(row);
    if (!parsed.success) throw new Error(`Directory ${path}, row ${index + 1}: ${z.prettifyError(parsed.error)}`);
    people.set(parsed.data.email.toLowerCase(), toPerson(parsed.data));
  }
  return { find: async (email) => people.get(email.toLowerCase()) ?? null };
}

export function toPerson(row: z.infer<typeof rowSchema>): KnownPerson {
  const { poc_name: pocName, poc_email: pocEmail } = row;
  return {
    name: row.name,
    email: row.email,
    isPoc: row.is_poc,
    ...(row.user_name === undefined ? {} : { userName: row.user_name }),
    ...(row.company === undefined ? {} : { company: row.company }),
    ...(row.phone === undefined ? {} : { phone: row.phone }),
    ...(pocEmail === undefined ? {} : { poc: { name: pocName ?? pocEmail, email: pocEmail } }),
  };
}

export const directoryRowSchema = rowSchema;

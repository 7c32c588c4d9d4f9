import { z } from 'zod';

/** Bidirectional embeddings, overrides and isolates; halves of characters that are none. */
const tricks = /[\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;
const controls = /\p{Cc}+/gu;
/** Tab, line feed and carriage return are text. */
const unprintable = /(?![\t\n\r])\p{Cc}/gu;

/** Without what makes a text read otherwise than it is written, and without halves of characters, which break encoders. */
export function withoutTricks(text: string): string {
  return text.replace(tricks, '');
}

/** Everything that some reader shows as the start of a new line. */
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;

/**
 * Somebody's words inside a text of ours: every line after the first is marked, so that none of them can pose as one of
 * ours ("Identity: verified"), and blank lines do not end the quotation.
 */
export function quoted(text: string): string {
  return text.trim().replace(lineBreaks, '\n> ');
}

/** One line that reads as it is written. Never makes a text longer. */
export const plainLineSchema = (charsMax: number) =>
  z
    .string()
    .max(charsMax)
    .overwrite((text) => withoutTricks(text).replace(controls, ' '));

/** Text of several lines that reads as it is written. Never makes a text longer. */
export const plainTextSchema = (charsMax: number) =>
  z
    .string()
    .max(charsMax)
    .overwrite((text) => withoutTricks(text).replace(unprintable, ''));

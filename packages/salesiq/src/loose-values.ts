/*
 * SalesIQ sends ids as text or numbers, and null, nothing or a number where text is expected (salesiq.md §2.6).
 * These readers turn whatever came into what we mean, or into undefined.
 */

const controlCharacters = /\p{Cc}+/gu;
/** Tab, line feed and carriage return are text; the rest breaks stores and terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing exactly these is the purpose
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** What a customer wrote: line breaks kept, lone surrogates and other control characters removed, cut at `charsMax`. */
export function toMessageText(value: unknown, charsMax: number): string {
  return cut(scalarText(value).toWellFormed().replace(unprintable, ''), charsMax);
}

/** One line of text, or undefined when nothing is left. */
export function toLine(value: unknown, charsMax: number): string | undefined {
  const line = scalarText(value).toWellFormed().replace(controlCharacters, ' ').trim();
  return line === '' ? undefined : cut(line, charsMax);
}

/** A record's own fields; anything else than an object counts as empty. */
export function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A list as it is, nothing as an empty list, one thing as a list of one. */
export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

/** First of the named fields that holds anything but null, nothing or blank text. */
export function firstOf(record: Record<string, unknown>, names: readonly string[]): unknown {
  return names
    .map((name) => record[name])
    .find((value) => value !== undefined && value !== null && scalarText(value).trim() !== '');
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function cut(text: string, charsMax: number): string {
  return text.length <= charsMax
    ? text
    : text
        .slice(0, charsMax)
        .toWellFormed()
        .replace(/\uFFFD$/, '');
}

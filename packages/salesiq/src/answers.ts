import { messageCharsMax } from '@acebuddy/contracts';
import { parseJsonText } from './json-text.ts';
import { firstOf, toLine, toMessageText, toRecord } from './loose-values.ts';

const answersMax = 50;
/** Name of an answer that came without one. */
const unnamed = 'answer';

/**
 * Answers to the questions of a `context` action by question name. The documentation types them as text in one table and
 * as a map of `{text}` in another (salesiq.md §2.8); text, lists and maps of either are understood.
 */
export function toAnswers(value: unknown): Record<string, string> {
  if (typeof value === 'string') return fromText(value);
  if (Array.isArray(value))
    return fromEntries(value.map((item, index) => [nameOf(item) ?? `${unnamed}_${index + 1}`, item]));
  if (typeof value === 'object' && value !== null) return fromEntries(Object.entries(value));
  return value === undefined || value === null ? {} : fromEntries([[unnamed, value]]);
}

function fromText(text: string): Record<string, string> {
  const parsed = parsedOrUndefined(text);
  if (typeof parsed === 'object' && parsed !== null) return toAnswers(parsed);
  return text.trim() === '' ? {} : fromEntries([[unnamed, text]]);
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): Record<string, string> {
  const named = entries
    .slice(0, answersMax)
    .map(([name, value]) => [toLine(name, 100) ?? unnamed, textOf(value)] as const);
  return Object.fromEntries(named.filter(([, text]) => text !== ''));
}

/** A choice, or several. Lists within lists mean nothing. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return choiceOf(value);
  return toMessageText(value.map(choiceOf).filter(Boolean).join(', '), messageCharsMax);
}

function choiceOf(value: unknown): string {
  const record = toRecord(value);
  const scalar = Object.keys(record).length > 0 ? firstOf(record, ['text', 'value', 'answer', 'label']) : value;
  return toMessageText(scalar, messageCharsMax).trim();
}

function nameOf(item: unknown): string | undefined {
  return toLine(firstOf(toRecord(item), ['name', 'question', 'id']), 100);
}

function parsedOrUndefined(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}

import type { Token } from '../engine/tokens.ts';

/** A run of words between two breaks: `from` is its first word, `to` the one after its last. */
export interface Clause {
  readonly from: number;
  readonly to: number;
}

const breakWords: ReadonlySet<string> = new Set([
  'but',
  'however',
  'although',
  'though',
  'plus',
  'then',
  'because',
  'since',
  'so',
  'while',
]);

/** "and" before one of these starts a new statement. */
const subjects: ReadonlySet<string> = new Set([
  'i',
  'we',
  'my',
  'our',
  'the',
  'it',
  'he',
  'she',
  'they',
  'also',
  'please',
  'then',
  'when',
  'now',
  'another',
  'nobody',
  'is',
  'can',
  'could',
  'id',
  'ive',
  'two',
  'one',
  'need',
  'cant',
]);

/** "and Outlook keeps asking": a thing with a verb is a statement of its own, "QuickBooks and Outlook are slow" is one. */
const things: ReadonlySet<string> = new Set('outlook quickbooks qb printer scanner email excel windows'.split(' '));
const verbs: ReadonlySet<string> = new Set(
  'is isnt keeps asks wants wont does doesnt cant has hangs crashes freezes stopped says shows prints fails'.split(' '),
);

/** Cuts at sentence ends, commas, line breaks, brackets and dashes, and before words that turn the sentence. */
export function findClauses(text: string, tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let index = 1; index < tokens.length; index += 1) {
    if (!isBreak(text, tokens, index)) continue;
    clauses.push({ from, to: index });
    from = index;
  }
  if (tokens.length > 0) clauses.push({ from, to: tokens.length });
  return clauses;
}

function isBreak(text: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || !before) return false;
  if (breakWords.has(token.text)) return true;
  if (token.text === 'and' && subjects.has(tokens[index + 1]?.text ?? '')) return true;
  if (token.text === 'and' && things.has(tokens[index + 1]?.text ?? '') && verbs.has(tokens[index + 2]?.text ?? ''))
    return true;
  for (let at = before.start + before.length; at < token.start; at += 1) {
    if (breakCharacters.includes(text.charAt(at))) return !isInsideNumber(text, at);
    if (text.charAt(at) === '-' && text.charAt(at - 1) === ' ') return true;
  }
  return false;
}

const breakCharacters = '.,;:!?\n()[]';

/** "16.0" and "4,000" are one thing. */
function isInsideNumber(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

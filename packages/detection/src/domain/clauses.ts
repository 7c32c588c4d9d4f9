import type { Token } from '../engine/tokens.ts';
import type { Wording } from './wording.ts';

/** A run of words between two breaks: `from` is its first word, `to` the one after its last. */
export interface Clause {
  readonly from: number;
  readonly to: number;
}

/** Cuts at sentence ends, commas, line breaks, brackets and dashes, before words that turn the sentence, and before "and" where a new statement follows. */
export function findClauses(text: string, tokens: readonly Token[], wording: Wording): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let index = 1; index < tokens.length; index += 1) {
    if (!isBreak(text, tokens, index, wording)) continue;
    clauses.push({ from, to: index });
    from = index;
  }
  if (tokens.length > 0) clauses.push({ from, to: tokens.length });
  return clauses;
}

function isBreak(text: string, tokens: readonly Token[], index: number, wording: Wording): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || !before) return false;
  if (wording.breakWords.has(token.text)) return true;
  const next = tokens[index + 1]?.text ?? '';
  if (wording.joiners.has(token.text)) {
    if (wording.subjects.has(next)) return true;
    if (wording.things.has(next) && wording.verbs.has(tokens[index + 2]?.text ?? '')) return true;
  }
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

import type { EngineReply } from '../engine-types.ts';
import { bare } from '../language/normalise.ts';
import type { ReplyKey } from '../replies/reply-types.ts';
import type { Turn } from './turn.ts';

/** Limits that every channel keeps (salesiq.md §3.2, §3.3). */
export const textsMax = 3;
export const textCharsMax = 1_000;
const strictCharsMax = 250;
const strictTextsMax = 5;
export const suggestionsMax = 10;
export const suggestionCharsMax = 20;

/** Shows these buttons and no others. */
export function suggest(turn: Turn, ...keys: readonly ButtonKey[]): void {
  turn.suggestions = keys.map((key) => turn.words(key));
}

/** Keys of the buttons. */
export type ButtonKey = Extract<ReplyKey, `button.${string}`>;

/** Whether a message is nothing but the words of one of these buttons, pressed or typed. */
export function isButton({ words }: Pick<Turn, 'words'>, text: string, ...keys: readonly ButtonKey[]): boolean {
  const said = bare(text);
  return said !== '' && keys.some((key) => bare(words(key)) === said);
}

export function toReply(turn: Turn): EngineReply {
  const texts = turn.state.strict
    ? fit(turn.texts, strictCharsMax, strictTextsMax)
    : fit(turn.texts, textCharsMax, textsMax);
  return {
    action: turn.action,
    texts,
    suggestions: turn.input === null ? unique(turn.suggestions).slice(0, suggestionsMax) : [],
    input: turn.input,
  };
}

function unique(labels: readonly string[]): string[] {
  return [...new Set(labels.map((label) => label.slice(0, suggestionCharsMax)))];
}

/** Splits long texts at sentence borders, then joins neighbours until few enough are left. The last text stays alone: it is the question. */
export function fit(texts: readonly string[], charsMax: number, countMax: number): string[] {
  const parts = texts.flatMap((text) => split(text.trim(), charsMax)).filter((text) => text !== '');
  while (parts.length > countMax) {
    const at = shortestPair(parts);
    const joined = `${parts[at]}\n\n${parts[at + 1]}`;
    parts.splice(at, 2, joined.length <= charsMax ? joined : `${joined.slice(0, charsMax - 1).trimEnd()}…`);
  }
  return parts;
}

function shortestPair(parts: readonly string[]): number {
  let best = 0;
  for (let index = 1; index < parts.length - 2; index += 1) {
    const length = (at: number) => (parts[at]?.length ?? 0) + (parts[at + 1]?.length ?? 0);
    if (length(index) < length(best)) best = index;
  }
  return best;
}

function split(text: string, charsMax: number): string[] {
  if (text.length <= charsMax) return [text];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > charsMax) {
    const window = rest.slice(0, charsMax);
    const sentence = Math.max(
      window.lastIndexOf('. '),
      window.lastIndexOf('! '),
      window.lastIndexOf('? '),
      window.lastIndexOf('\n'),
    );
    const at = sentence > charsMax / 3 ? sentence + 1 : Math.max(window.lastIndexOf(' '), charsMax / 2);
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest];
}

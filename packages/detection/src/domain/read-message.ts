import { normalise } from '../engine/normalise.ts';
import type { Spelling } from '../engine/spelling.ts';
import { type Token, tokenise } from '../engine/tokens.ts';
import { type Clause, findClauses } from './clauses.ts';
import { type ConceptMention, findConcepts } from './concept-matcher.ts';
import { markExcluded } from './negation.ts';

/** A message taken apart. */
export interface ReadMessage {
  readonly tokens: readonly Token[];
  /** The tokens' texts, mended. */
  readonly words: readonly string[];
  readonly mentions: readonly ConceptMention[];
  readonly clauses: readonly Clause[];
  /** 1 where the word is excluded from what the message is about. */
  readonly excluded: Uint8Array;
}

/** Words beyond this many are not read: the cost of a message has a bound. */
const wordsMax = 400;
/** Unknown words beyond this many are left as they are. */
const repairsMax = 40;

export function readMessage(text: string, spelling: Spelling): ReadMessage {
  const normal = normalise(text);
  const tokens = repair(tokenise(normal).slice(0, wordsMax), spelling);
  const words = tokens.map((token) => token.text);
  const clauses = findClauses(normal, tokens);
  return { tokens, words, mentions: findConcepts(words), clauses, excluded: markExcluded(words, clauses) };
}

/** The words `from` up to `to` as a message of their own. */
export function cutMessage(message: ReadMessage, from: number, to: number): ReadMessage {
  return {
    tokens: message.tokens.slice(from, to),
    words: message.words.slice(from, to),
    mentions: message.mentions
      .filter((mention) => mention.at >= from && mention.at + mention.words <= to)
      .map((mention) => ({ ...mention, at: mention.at - from })),
    clauses: message.clauses
      .filter((clause) => clause.from >= from && clause.to <= to)
      .map((clause) => ({ from: clause.from - from, to: clause.to - from })),
    excluded: message.excluded.slice(from, to),
  };
}

function repair(tokens: readonly Token[], spelling: Spelling): Token[] {
  let attempts = 0;
  return tokens.map((token) => {
    if (attempts >= repairsMax) return token;
    const text = spelling.repair(token.text);
    if (text === token.text) return token;
    attempts += 1;
    return { text, start: token.start, length: token.length };
  });
}

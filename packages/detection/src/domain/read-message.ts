import { normalise } from '../engine/normalise.ts';
import { type Token, tokenise } from '../engine/tokens.ts';
import { type MessageLanguage, type ReadLanguage, unknownLanguage } from '../language/language-reader.ts';
import { dropAccents } from './accents.ts';
import { type Clause, findClauses } from './clauses.ts';
import { looksForeign } from './foreign.ts';
import type { Lexicon } from './lexicon.ts';
import { markExcluded } from './negation.ts';

/** A message taken apart. */
export interface ReadMessage {
  readonly tokens: readonly Token[];
  /** The tokens' texts, mended. */
  readonly words: readonly string[];
  readonly clauses: readonly Clause[];
  /** 1 where the word is excluded from what the message is about. */
  readonly excluded: Uint8Array;
  /** Written in a language that has no lexicon. */
  readonly isForeign: boolean;
}

/** Words beyond this many are not read: the cost of a message has a bound. */
const wordsMax = 400;
/** Unknown words beyond this many are not compared with the vocabulary. */
const repairsMax = 40;

/** What it takes to read messages of several languages. */
export interface Languages {
  readonly read: ReadLanguage;
  /** Lexicons by language. */
  readonly lexicons: ReadonlyMap<string, Lexicon>;
  /** Reads what is in none of the others. */
  readonly fallback: Lexicon;
}

/** So sure is a language that words of another one in it are borrowed ones, and that it is one that nobody speaks here. */
const surely = 0.8;

/** Reads a message in its main language; where that is none of ours, or nothing tells, in the likeliest of ours. */
export function readInItsLanguage(
  text: string,
  { read, lexicons, fallback }: Languages,
): ReadMessage & { readonly language: MessageLanguage } {
  const ranked = read(tokenise(normalise(text)));
  const [first] = ranked;
  const own = ranked.find(({ tag }) => lexicons.has(tag));
  const lexicon = lexicons.get(own?.tag ?? '') ?? fallback;
  const message = readMessage(text, lexicon);
  if (first === undefined) return { ...message, language: { tag: unknownLanguage, confidence: 0 } };
  const isOwn = first === own && first.confidence >= surely;
  const isForeign = !isOwn && (message.isForeign || (first !== own && first.confidence >= surely));
  if (!isForeign) return { ...message, isForeign, language: own ?? first };
  return { ...message, isForeign, language: first === own ? { ...first, tag: unknownLanguage } : first };
}

export function readMessage(text: string, lexicon: Lexicon): ReadMessage {
  const normal = lexicon.wording.dropsAccents ? dropAccents(normalise(text)) : normalise(text);
  const typed = tokenise(normal).slice(0, wordsMax);
  const { tokens, strange } = mend(typed, lexicon);
  const words = tokens.map((token) => token.text);
  const clauses = findClauses(normal, tokens, lexicon.wording);
  const excluded = markExcluded(words, clauses, lexicon.wording);
  const isForeign = looksForeign(
    typed.map((token) => token.text),
    (word) => !strange.has(word),
    lexicon.wording,
  );
  return { tokens, words, clauses, excluded, isForeign };
}

/** The words `from` up to `to` as a message of their own. */
export function cutMessage(message: ReadMessage, from: number, to: number): ReadMessage {
  return {
    tokens: message.tokens.slice(from, to),
    words: message.words.slice(from, to),
    clauses: message.clauses
      .filter((clause) => clause.from >= from && clause.to <= to)
      .map((clause) => ({ from: clause.from - from, to: clause.to - from })),
    excluded: message.excluded.slice(from, to),
    isForeign: message.isForeign,
  };
}

interface Mended {
  readonly tokens: readonly Token[];
  /** Words that are neither common nor near a common one. */
  readonly strange: ReadonlySet<string>;
}

function mend(typed: readonly Token[], lexicon: Lexicon): Mended {
  const strange = new Set<string>();
  let attempts = 0;
  const tokens = typed.map((token) => {
    if (lexicon.isFamiliar(token.text)) return token;
    attempts += 1;
    const text = attempts > repairsMax ? token.text : lexicon.repair(token.text);
    if (text !== token.text) return { ...token, text };
    strange.add(token.text);
    return token;
  });
  return { tokens, strange };
}

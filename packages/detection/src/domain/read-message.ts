import { normalise } from '../engine/normalise.ts';
import { type Token, tokenise } from '../engine/tokens.ts';
import { type Clause, findClauses } from './clauses.ts';
import { type ConceptMention, findConcepts } from './concept-matcher.ts';
import { looksForeign } from './foreign.ts';
import type { Lexicon } from './lexicon.ts';
import { markExcluded } from './negation.ts';
import { wishMode } from './wishes.ts';

/** A message taken apart. */
export interface ReadMessage {
  readonly tokens: readonly Token[];
  /** The tokens' texts, mended. */
  readonly words: readonly string[];
  readonly mentions: readonly ConceptMention[];
  readonly clauses: readonly Clause[];
  /** 1 where the word is excluded from what the message is about. */
  readonly excluded: Uint8Array;
  /** Written in another language than English. */
  readonly isForeign: boolean;
}

/** Words beyond this many are not read: the cost of a message has a bound. */
const wordsMax = 400;
/** Unknown words beyond this many are not compared with the vocabulary. */
const repairsMax = 40;

export function readMessage(text: string, lexicon: Lexicon): ReadMessage {
  const normal = normalise(text);
  const typed = tokenise(normal).slice(0, wordsMax);
  const { tokens, strange } = mend(typed, lexicon);
  const words = tokens.map((token) => token.text);
  const clauses = findClauses(normal, tokens);
  const mentions = findConcepts(words);
  const excluded = markExcluded(words, clauses);
  excludeToldRestarts(words, mentions, excluded);
  const isForeign = looksForeign(
    typed.map((token) => token.text),
    (word) => !strange.has(word),
  );
  return { tokens, words, mentions, clauses, excluded, isForeign };
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
    isForeign: message.isForeign,
  };
}

/** "We restarted and it is still slow" is about the slowness: a restart that is told beside a symptom is left aside. */
function excludeToldRestarts(
  words: readonly string[],
  mentions: readonly ConceptMention[],
  excluded: Uint8Array,
): void {
  const hasSymptom = mentions.some((mention) => excluded[mention.at] === 0 && realSymptoms.has(mention.concept));
  if (!hasSymptom) return;
  for (const mention of mentions) {
    if (mention.concept === 'wish.restart' && wishMode(words, mention) === 'told')
      excluded.fill(1, mention.at, mention.at + mention.words);
  }
}

const realSymptoms: ReadonlySet<string> = new Set([
  'symptom.slow',
  'symptom.freeze',
  'symptom.full',
  'symptom.connect',
  'symptom.locked',
  'symptom.error',
  'symptom.notworking',
  'symptom.offline',
  'symptom.blank',
  'symptom.stuck',
]);

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

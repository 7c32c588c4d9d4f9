import { dropAccents } from '../domain/accents.ts';
import type { Lexicon } from '../domain/lexicon.ts';
import type { Languages } from '../domain/read-message.ts';
import { defaultLanguage } from '../domain/wording.ts';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';
import type { LearnLine } from './learn-line.ts';

/** A word counts as rightly spelt, and is kept, when it was written in so many chats: what one person alone wrote never is. */
const groupsMin = 3;

/** Words of the labelled lines that the lexicon of their language does not know yet, by language. */
export function familiarWords(
  lines: readonly Pick<LearnLine, 'text' | 'language' | 'group'>[],
  { lexicons, fallback }: Languages,
): Record<string, string[]> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { text, language, group } of lines) {
    const tag = language !== null && lexicons.has(language) ? language : defaultLanguage;
    const { wording, isFamiliar } = lexicons.get(tag) ?? fallback;
    const normal = wording.dropsAccents ? dropAccents(normalise(text)) : normalise(text);
    const words = found.get(tag) ?? new Map<string, Set<string>>();
    for (const word of new Set(tokenise(normal).map((token) => token.text)))
      if (!isFamiliar(word)) words.set(word, (words.get(word) ?? new Set()).add(group));
    found.set(tag, words);
  }
  return Object.fromEntries(
    [...found].map(([tag, words]) => [
      tag,
      [...words]
        .filter(([, groups]) => groups.size >= groupsMin)
        .map(([word]) => word)
        .sort(),
    ]),
  );
}

/** The same languages, with further words that are no slips. */
export function withFamiliarWords(
  { read, lexicons, fallback }: Languages,
  words: Readonly<Record<string, readonly string[]>>,
): Languages {
  const added = new Map([...lexicons].map(([tag, lexicon]) => [tag, withWords(lexicon, words[tag] ?? [])] as const));
  return { read, lexicons: added, fallback: added.get(defaultLanguage) ?? fallback };
}

function withWords(lexicon: Lexicon, words: readonly string[]): Lexicon {
  if (words.length === 0) return lexicon;
  const known = new Set(words);
  return {
    wording: lexicon.wording,
    isFamiliar: (word) => known.has(word) || lexicon.isFamiliar(word),
    repair: (word) => (known.has(word) ? word : lexicon.repair(word)),
  };
}

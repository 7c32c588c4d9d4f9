import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from '../language/language-file.ts';
import { bare } from '../language/normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  done_before: phrases,
  not_done: phrases,
  refused: phrases,
  refusing: phrases,
  refused_doing: phrases,
  unable: phrases,
  missing: phrases,
  did_before: phrases,
});
const triedWords = languageFile('tried', schema, (file) => ({
  doneBefore: wholeWords(file.done_before),
  notDone: wholeWords(file.not_done),
  refused: new RegExp(
    `${wordStart}(?:${anyOf(file.refused)}|${anyOf(file.refusing)}\\s+${anyOf(file.refused_doing)})${wordEnd}`,
    'iu',
  ),
  unable: wholeWords(file.unable),
  missing: new RegExp(`${wordStart}${anyOf(file.missing)}\\s+(?<thing>[^.,;!?]+)`, 'giu'),
  didBefore: wholeWords(file.did_before),
}));

/** A step of guidance, and the words of those who have done it already: `tried` of the definition. */
export interface TriableStep {
  readonly key: string;
  readonly words: readonly string[];
}

/**
 * The steps that a message says were tried before: "I already switched it off and on", "restarted the spooler twice, no luck".
 * Sentence by sentence, so that "should I restart it?" is none. Their keys, in the order of the steps.
 */
export function readTried(text: string, steps: readonly TriableStep[], language?: string): readonly string[] {
  const words = triedWords(language);
  const clauses = text
    .replace(/[‘’]/g, "'")
    .split(/[.;!\n]+|(?<=\?)/)
    .flatMap((sentence) => claims(sentence, words));
  if (clauses.length === 0) return [];
  return steps
    .filter((step) => clauses.some((clause) => step.words.some((phrase) => says(clause, phrase))))
    .map(({ key }) => key);
}

/** Words that may stand between two of a phrase. */
const gapMax = 3;

/** The parts of a sentence that tell what was done. */
function claims(sentence: string, { doneBefore, notDone }: ReturnType<typeof triedWords>): string[] {
  if (/\?\s*$/.test(sentence) || !doneBefore.test(sentence)) return [];
  return sentence.split(/,/).filter((clause) => !notDone.test(clause));
}

/** Every word of the phrase, in order, with few others between them: "switched the old printer off and on". */
function says(clause: string, phrase: string): boolean {
  const said = bare(clause).split(' ');
  const wanted = bare(phrase).split(' ');
  for (let from = said.indexOf(wanted[0] ?? ''); from >= 0; from = said.indexOf(wanted[0] ?? '', from + 1)) {
    let at = from;
    const isAll = wanted.slice(1).every((word) => {
      const next = said.slice(at + 1, at + 2 + gapMax).indexOf(word);
      at += next + 1;
      return next >= 0;
    });
    if (isAll) return true;
  }
  return false;
}

/** Why a step did not help: she will not do it, cannot do it, or had done it before. */
export type Undone = 'refused' | 'cannot' | 'before';

/** Fewer letters are no name of a thing on a screen. */
const thingLettersMin = 4;
/** So near behind "I don't see" the thing is named. */
const thingWithin = 4;

/** The same from her words at a step. Null where they tell no more than that it did not help. */
export function readUndone(text: string, guide: string, language?: string): Undone | null {
  const words = triedWords(language);
  const said = text.replace(/[‘’]/g, "'");
  if (words.refused.test(said)) return 'refused';
  if (words.unable.test(said)) return 'cannot';
  const named = new Set(bare(guide).split(' '));
  const isMissing = [...said.matchAll(words.missing)].some(({ groups }) =>
    bare(groups?.thing ?? '')
      .split(' ')
      .slice(0, thingWithin)
      .some((word) => word.length >= thingLettersMin && named.has(word)),
  );
  if (isMissing) return 'cannot';
  return words.didBefore.test(said) && !words.notDone.test(said) ? 'before' : null;
}

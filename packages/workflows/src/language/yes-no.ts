import { z } from 'zod';
import { anyOf, languageFile, wordEnd } from './language-file.ts';
import { bare } from './normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  fillers: phrases,
  yes: phrases,
  no: phrases,
  unsure: phrases,
  neither: phrases,
  at_end_yes: phrases,
  at_end_no: phrases,
  signs_yes: phrases,
  signs_no: phrases,
});

/** How people say yes and no: `language/<language>/yes-no.yaml`. */
const yesNoWords = languageFile('yes-no', schema, (file) => {
  const begins = (words: readonly string[]) =>
    new RegExp(`^(?:${anyOf(file.fillers)}\\s+)*${anyOf(words)}${wordEnd}`, 'iu');
  const ends = (words: readonly string[]) => new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(words)}$`, 'iu');
  return {
    yes: begins(file.yes),
    no: begins(file.no),
    unsure: new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(file.unsure)}${wordEnd}`, 'iu'),
    unsureFirst: begins(file.unsure),
    neither: begins(file.neither),
    only: new RegExp(`^(?:${anyOf(file.fillers)}\\s+)*(?:${anyOf([...file.at_end_yes, ...file.at_end_no])})$`, 'iu'),
    endsYes: ends(file.at_end_yes),
    endsNo: ends(file.at_end_no),
    signsYes: file.signs_yes,
    signsNo: file.signs_no,
  };
});

export type YesNo = 'yes' | 'no' | 'unsure' | null;

/** Beyond so many characters a "no" at the end belongs to the sentence. */
const endCharsMax = 30;

/** Reads yes or no from the way people begin an answer: "yep that one", "no, just me", "not really". */
export function readYesNo(text: string, language?: string): YesNo {
  const words = yesNoWords(language);
  const start = text.trimStart();
  if (words.signsYes.some((sign) => start.startsWith(sign))) return 'yes';
  if (words.signsNo.some((sign) => start.startsWith(sign))) return 'no';
  const said = meantPart(text, words.only);
  if (words.neither.test(said)) return null;
  if (words.unsureFirst.test(said)) return 'unsure';
  // The longer beginning counts: "no problem" is a yes, "not wrong" as well.
  const [yes = '', no = ''] = [words.yes.exec(said)?.[0], words.no.exec(said)?.[0]];
  if (yes !== '' || no !== '') return yes.length > no.length ? 'yes' : 'no';
  if (words.unsure.test(said)) return 'unsure';
  if (words.endsYes.test(said)) return 'yes';
  return words.endsNo.test(said) && said.length < endCharsMax ? 'no' : null;
}

/** "I did that already, it is missing there too. No": the word alone is the answer, whatever was told before it. */
function meantPart(text: string, only: RegExp): string {
  const sentences = text
    .split(/[.!?;\n]+/)
    .map(bare)
    .filter((sentence) => sentence !== '');
  const [first = '', last = ''] = [sentences[0], sentences.at(-1)];
  return sentences.length > 1 && only.test(last) && !only.test(first) ? last : bare(text);
}

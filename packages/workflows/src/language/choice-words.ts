import { z } from 'zod';
import { choiceMeaningSchema } from '../definition/slot-schema.ts';
import { keptByText } from './kept.ts';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';
import { bare, escapeRegex } from './normalise.ts';
import { phrasesSchema } from './phrases.ts';

/** Stands for a number of more than one in a name of a choice, as names are compared. */
export const countMark = '#count';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  negators: phrases,
  lacking: phrases,
  between: phrases,
  not_things: phrases,
  ordinals: phrases,
  last: phrases,
  biggest: phrases,
  smallest: phrases,
  fillers: phrases,
  articles: phrases,
  positions: phrases,
  price_words: phrases,
  asks: phrases,
  clause_joints: phrases,
  denials: z.array(z.string().min(1)).default([]),
  denied_leads: z.array(z.string().min(1)).default([]),
  counts: phrases,
  alone: phrasesSchema.default([]),
  joined: phrasesSchema.default([]),
  everybody: phrasesSchema.default([]),
  but_some: phrasesSchema.default([]),
  meanings: z.partialRecord(choiceMeaningSchema, z.strictObject({ synonyms: phrases, answers: phrases })).default({}),
});

/** Words around choices: `language/<language>/choices.yaml`. */
export const choiceWords = languageFile('choices', schema, (file) => {
  const between = `(?:${anyOf(file.between)}${wordEnd}\\s+){0,3}$`;
  return {
    negated: new RegExp(`${wordStart}${anyOf(file.negators)}${wordEnd}\\s+${between}`, 'iu'),
    /** "No Outlook here", in a sentence, too. */
    lacking: new RegExp(`(?:^|\\s)${anyOf(file.lacking)}\\s+$`, 'iu'),
    /** "No, the network": a no to something else. */
    noBefore: new RegExp(`^\\s*${anyOf(file.lacking)}\\s*[,;:.!–-]+\\s*`, 'iu'),
    /** Sounds like the name of a choice, and tells how she wants to be reached. */
    notThings: wholeWords(file.not_things, 'giu'),
    lacks: new RegExp(`^${anyOf(file.lacking)}\\s`, 'iu'),
    ordinals: file.ordinals.map(bare),
    last: new Set(file.last.map(bare)),
    biggest: new Set(file.biggest.map(bare)),
    smallest: new Set(file.smallest.map(bare)),
    fillers: new Set(file.fillers.map(bare)),
    /** Phrases that say that nobody else is affected, and that somebody else is, too. */
    alone: file.alone,
    joined: file.joined,
    /** Phrases that say that nobody is left out, and that somebody is. */
    everybody: file.everybody,
    butSome: file.but_some,
    /** Names that choices of a meaning have in every workflow. */
    meanings: file.meanings,
    /** A name that holds `countMark`: "2 of us", "all seven of us", and not "one of us". */
    counted: keptByText((name) => {
      const count = `(?:[2-9]|[1-9]\\d{1,2}|${anyOf(file.counts)})`;
      return new RegExp(`${wordStart}${escapeRegex(name).replace(countMark, count)}${wordEnd}`, 'u');
    }),
    /** Little words before a name, which make no difference. */
    article: new RegExp(`(?<!\\S)${anyOf(file.articles)} (?=\\S)`, 'gu'),
    price: wholeWords(file.price_words),
    /** What it is not, up to the end of the clause: "it is not the password". */
    denied:
      file.denials.length === 0
        ? /(?!)/g
        : new RegExp(
            `${wordStart}${anyOf(file.denials)}\\s+(?:${anyOf(file.denied_leads)}\\s+)+(?<thing>[^.,;:!?\\n]{2,60})`,
            'giu',
          ),
    asks: new RegExp(`^\\P{L}*${anyOf(file.asks)}${wordEnd}`, 'iu'),
    /** Where a clause ends; its question mark stays with it. */
    clauseEnd: new RegExp(`(?<=[?!])\\s*|[,.;\\n]+\\s+|\\s+(?=${anyOf(file.clause_joints)}${wordEnd})`, 'iu'),
    /** "Option 2", "#2": the number is the first group. */
    position: new RegExp(`^(?:${anyOf(file.positions)} |#)?([1-8])$`, 'u'),
  };
});
export type ChoiceWords = ReturnType<typeof choiceWords>;

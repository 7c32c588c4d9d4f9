import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  joints: phrases,
  /** Of so many words at most is a clause of an answer that answers one of several questions. */
  answer_words_max: z.int().min(1),
  /** Behind a comma: the list goes on. */
  and: phrases,
  /** Of these, and those for either and neither. */
  or: phrases,
  leads: phrases,
  trailers: phrases,
  adds: phrases,
  missed: phrases,
  somebody: phrases,
  also_ends: phrases,
  drops: phrases,
  /** Between a word that takes out and the thing. */
  drop_fillers: phrases,
  not_items: phrases,
  not_inside: phrases,
});

/** How several things are named in one answer: `language/<language>/lists.yaml`. */
export const listWords = languageFile('lists', schema, (file) => ({
  answerWordsMax: file.answer_words_max,
  /** Where one clause of an answer ends and the next begins. */
  clauseEnd: new RegExp(`\\s*[,;]\\s+(?:${anyOf(file.and)}\\s+)?`, 'iu'),
  /** The same of several answers, which may stand without spaces or on lines of their own. */
  answerEnd: new RegExp(`\\s*[,;\\n]\\s*(?:${anyOf(file.and)}\\s+)?`, 'iu'),
  /** Between parts of a message, a list being one. */
  partEnd: new RegExp(`[.!?;\\n]+(?:\\s|$)|,\\s+(?!${anyOf([...file.and, ...file.or])}\\s)`, 'iu'),
  /** Between two things. */
  joint: new RegExp(
    `\\s*[,;/&+]\\s*(?:${anyOf(file.joints)}${wordEnd}\\s*)*|\\s+(?:${anyOf(file.joints)}${wordEnd}\\s*)+`,
    'iu',
  ),
  lead: new RegExp(`^(?:${anyOf(file.leads)}${wordEnd}[\\s:,]*)+`, 'iu'),
  trailer: new RegExp(`(?:[\\s,.!]+${anyOf(file.trailers)})+[\\s,.!]*$|[\\s,.!]+$`, 'iu'),
  /** Before what is added to things named before. */
  adds: new RegExp(`${wordStart}${anyOf([...file.adds, ...file.missed])}${wordEnd}[\\s:,]*`, 'iu'),
  /** She told them before. */
  missed: wholeWords(file.missed),
  /** Somebody comes to the people who were named. */
  somebody: wholeWords(file.somebody),
  /** At the end of what stands before a thing that is not to be in the list. */
  drops: new RegExp(`${wordStart}${anyOf(file.drops)}(?:\\s+${anyOf(file.drop_fillers)})*\\s*$`, 'iu'),
  /** "And Excel too". */
  alsoBegins: new RegExp(
    `^\\s*${anyOf(file.joints)}${wordEnd}(?=.*${wordStart}${anyOf(file.also_ends)}${wordEnd})`,
    'iu',
  ),
  /** How no name of a thing begins, and what none has in it. */
  notItemBegin: new RegExp(`^${anyOf(file.not_items)}${wordEnd}`, 'iu'),
  notItem: new RegExp(`^${anyOf(file.not_items)}${wordEnd}|${wholeWords(file.not_inside).source}`, 'iu'),
}));

import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';
import { plain } from './name-words.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  openers: phrases,
  trailers: phrases,
  questions: phrases,
  refusals: phrases,
  wishes: phrases,
  courtesy: phrases,
  sentence_words: phrases,
  joints: phrases,
  remarks: phrases,
  asides: phrases,
  speakers: phrases,
  says: phrases,
});

/** What is cut from an answer in free words, and what is none: `language/<language>/free-text.yaml`. */
export const freeTextWords = languageFile('free-text', schema, (file) => ({
  opener: new RegExp(`^(?:${anyOf(file.openers)}${wordEnd}[\\s,.:]+)+(?=\\S)`, 'iu'),
  trailer: new RegExp(`(?:[\\s,.;!]+${anyOf(file.trailers)})+[\\s,.!]*$`, 'iu'),
  question: new RegExp(
    `^(?:${anyOf([...file.openers, ...file.joints])}${wordEnd}[\\s,.]+)*${anyOf(file.questions)}${wordEnd}`,
    'iu',
  ),
  noAnswer: new Set([...file.refusals, ...file.wishes, ...file.courtesy].map(plain)),
  courtesy: new Set(file.courtesy.map(plain)),
  wish: new RegExp(
    `^(?:${anyOf([...file.courtesy, ...file.joints])}${wordEnd}[\\s,.!]*)*${anyOf(file.wishes.filter((wish) => wish.includes(' ')))}${wordEnd}`,
    'iu',
  ),
  sentenceWord: wholeWords(file.sentence_words),
  remark: wholeWords(file.remarks),
  aside: new RegExp(`^${anyOf(file.asides)}${wordEnd}`, 'iu'),
  /** "No idea what it's called", "I don't know its name": how a refusal begins. */
  refusal: new RegExp(
    `^(?:${anyOf([...file.courtesy, ...file.joints])}${wordEnd}[\\s,.!]*)*${anyOf(file.refusals.filter((refusal) => refusal.includes(' ')))}${wordEnd}`,
    'iu',
  ),
  speaker: wholeWords(file.speakers),
  says: new RegExp(`(?<said>${wordStart}${anyOf(file.says)}${wordEnd}[\\s:,"“]*)`, 'iu'),
}));
export type FreeTextWords = ReturnType<typeof freeTextWords>;

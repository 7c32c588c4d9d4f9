import { z } from 'zod';
import { anyOf, languageFile, wordEnd, wordStart } from './language-file.ts';
import { unaccented } from './normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const values = z.record(z.string(), z.int().min(0).max(100));
const schema = z.strictObject({
  digits: values,
  repeats: values,
  hundred: phrases,
  between_digits: phrases,
  plus: phrases,
  numbers: values,
  tens: values,
  /** Between tens and ones, where they are two words: "treinta y cinco". */
  tens_joints: z.array(z.string().min(1)).default([]),
  people: phrases,
  percent: phrases,
  after_share: phrases,
  free: phrases,
  /** Before what is left: "quedan 3 gigas de 200". */
  free_before: z.array(z.string().min(1)).default([]),
  gigabytes: phrases,
  out_of: phrases,
  units: z.record(z.string(), phrases),
  drives: phrases,
  free_leads: phrases,
  more_leads: phrases,
  more_ends: phrases,
});

/** Numbers as they are said: `language/<language>/numbers.yaml`. */
export const numberWords = languageFile('numbers', schema, (file) => {
  const digit = anyOf(Object.keys(file.digits));
  const repeat = anyOf(Object.keys(file.repeats));
  const one = `(?:(?:${repeat}\\s+)?(?:${digit}|\\d)(?:\\s+${anyOf(file.hundred)})?|\\d+)${wordEnd}`;
  const gap = `(?:[\\s,.;:-]+(?:${anyOf(file.between_digits)}[\\s,.;:-]+)*)`;
  const dictated = (more: number) =>
    new RegExp(`${wordStart}(?:${anyOf(file.plus)}\\s+)?${one}(?:${gap}${one}){${more},}`, 'giu');
  const amount = `(?<![\\p{L}\\p{N}.,])(?:\\d+(?:[.,]\\d+)?)`;
  return {
    digits: byWord(file.digits),
    repeats: byWord(file.repeats),
    hundred: new Set(file.hundred),
    plus: new Set(file.plus),
    numbers: byWord(file.numbers),
    tens: byWord(file.tens),
    /** The ones behind the tens: the word is the first group. */
    ones: new RegExp(`^\\s+(?:${anyOf(file.tens_joints)}\\s+)?(\\p{L}+)`, 'iu'),
    /** Digits one after the other, most of them in words. */
    dictated: dictated(5),
    dictatedCode: dictated(3),
    people: new RegExp(`^\\s*${anyOf(file.people)}${wordEnd}`, 'iu'),
    peopleEnd: new RegExp(`^\\s*${anyOf(file.people)}[\\s.!]*$`, 'iu'),
    percent: new RegExp(`^\\s*${anyOf(file.percent)}(?![\\p{L}\\p{N}])`, 'iu'),
    percentEnd: new RegExp(`\\s*${anyOf(file.percent)}$`, 'iu'),
    afterShare: new RegExp(`^\\s*(?:$|[,.;!?)]|${anyOf(file.after_share)}${wordEnd})`, 'iu'),
    free: new RegExp(`^\\s*${anyOf(file.free)}${wordEnd}`, 'iu'),
    gigabytes: new RegExp(`^\\s*${anyOf(file.gigabytes)}${wordEnd}`, 'iu'),
    /** "The D drive", "drive D", "D:". */
    drive: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:(?<before>\\p{L})(?::|\\s*-?\\s*${anyOf(file.drives)}${wordEnd})|${anyOf(file.drives)}\\s+(?<behind>\\p{L})(?::|(?![\\p{L}\\p{N}'’])))`,
      'giu',
    ),
    /** "4 GB left", "free space is 4 GB". */
    freeSpace: new RegExp(
      `(?<amount>${amount})\\s*(?<unit>${anyOf(file.gigabytes)})\\s+(?:\\p{L}+\\s+){0,2}?${anyOf(file.free)}${wordEnd}|${wordStart}${anyOf(file.free)}\\s+(?:${anyOf(file.free_leads)}\\s+)*(?<amount2>${amount})\\s*(?<unit2>${anyOf(file.gigabytes)})${wordEnd}`,
      'iu',
    ),
    /** "500 GB", anywhere. */
    size: new RegExp(`(?<amount>${amount})\\s*(?<unit>${anyOf(file.gigabytes)})${wordEnd}`, 'giu'),
    /** Before and behind an amount that is wished for. */
    moreBefore: new RegExp(`${wordStart}${anyOf(file.more_leads)}\\s+(?:\\p{L}+\\s+)?$`, 'iu'),
    moreBehind: new RegExp(`^\\s+(?:\\p{L}+\\s+){0,2}?${anyOf(file.more_ends)}${wordEnd}`, 'iu'),
    unitOf: new Map(Object.entries(file.units).flatMap(([unit, words]) => words.map((word) => [word, unit]))),
    /** "3 GB free of 200": what is free, or what is used, of how much. */
    ofAll: new RegExp(
      `${file.free_before.length === 0 ? '' : `(?<free0>${wordStart}${anyOf(file.free_before)}\\s+(?:\\p{L}+\\s+)?)?`}(?<part>${amount})\\s*(?<unit>${anyOf(file.gigabytes)})?\\s*(?<free>${anyOf(file.free)}\\s+)?${anyOf(file.out_of)}\\s+(?<all>${amount})\\s*(?<unit2>${anyOf(file.gigabytes)})?(?![\\p{L}\\p{N}%])(?<free2>\\s*${anyOf(file.free)})?`,
      'iu',
    ),
  };
});
const byWord = (numbers: Readonly<Record<string, number>>) =>
  new Map(Object.entries(numbers).map(([word, value]) => [unaccented(word), value]));

export type NumberWords = ReturnType<typeof numberWords>;

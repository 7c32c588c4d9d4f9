import { caseWord, signWord } from '../dictation-words.ts';
import type { Detector } from '../secret.ts';
import { numberWord } from '../spoken-digits.ts';
import { passwordName } from './password-names.ts';

/** Begins and ends of words in every alphabet. */
const word = (pattern: string) => `(?:${pattern})(?![\\p{L}\\p{N}])`;
const asIn = String.raw`(?: (?:as in|like in|like|wie|comme|como|come) \p{L}{2,12})?`;
/** Letters by their name in Spanish, Portuguese and German. */
const letterName = 'zeta|jota|hache|equis|e[fklmnrsv]e|eñe|erre|doble (?:u|v)|uve|ye|xis|agá|ypsilon|scharfes s';
/** What a password is said in: how a letter is written and the letter or word, a sign, a number, a letter. */
const element = [
  word(`(?:the |an? )?(?:${signWord})`),
  `(?:${caseWord})(?: (?:the )?(?:letter )?\\p{L}{1,14}(?![\\p{L}\\p{N}'])${asIn})?`,
  `\\p{L}{1,4} ${word(caseWord)}`,
  word(`(?:the )?(?:number |digit |ziffer |chiffre |n[uú]mero )?(?:${numberWord}|\\d{1,4})`),
  `${word('(?:the )?(?:letter )?\\p{L}')}${asIn}`,
  word(letterName),
].join('|');
const between = String.raw`[\s,.:;-]{1,3}(?:(?:then|and|and then|y|luego|et|puis|und|dann|e|poi|depois) )?`;
const run = new RegExp(`(?<![\\p{L}\\p{N}'])(?:${element})(?:${between}(?:${element})){2,40}`, 'giu');
const caseCount = new RegExp(`(?<!\\p{L})(?:${caseWord})(?!\\p{L})`, 'giu');
const signCount = new RegExp(`(?<!\\p{L})(?:${signWord})(?!\\p{L})`, 'giu');
/** Said by itself: a letter, a figure, a number word. */
const alone = new RegExp(
  `(?<![\\p{L}\\p{N}'])(?:[^\\P{L}ai]|a(?=[,.;]|$)|\\d{1,4}|${numberWord})(?![\\p{L}\\p{N}'])`,
  'giu',
);
const demand = /\b(?:must|needs?|requires?|at least|has to|have to|should|wants?|contains?|debe|doit|muss|deve)\b/i;
const passwordBefore = new RegExp(`(?:${passwordName.source})[^\\n.!?]{0,30}$`, 'iu');
/** What somebody says who explains what a password must have. */
const rule = /\b(?:letters?|characters?|symbols?|special|at least|buchstaben?|letras?|lettres?|lettere)\b/iu;

/** "capital R, small o, the number nine, dollar sign": passwords said letter by letter, whatever stands around them. */
export const findDictated: Detector = (text) =>
  [...text.matchAll(run)].flatMap(({ 0: said, index }) => {
    const count = (pattern: RegExp) => said.match(pattern)?.length ?? 0;
    const [written, signs, single] = [count(caseCount), count(signCount), count(alone)];
    const before = text.slice(Math.max(0, index - 50), index);
    const isNamed = passwordBefore.test(before) && !demand.test(before);
    if (written === 0 || written + signs < (isNamed ? 1 : 2) || single < 2 || rule.test(said)) return [];
    return [{ kind: 'password', start: index, end: index + said.length }];
  });

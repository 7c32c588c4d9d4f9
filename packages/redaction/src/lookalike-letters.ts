/** Cyrillic and Greek letters that look like a Latin one (Unicode's confusables, those of one letter). */
const pairs: readonly (readonly [letters: string, latin: string])[] = [
  ['аΑАα', 'aAAa'],
  ['ВΒвβ', 'BBbb'],
  ['сСϲ', 'cCc'],
  ['ԁ', 'd'],
  ['еЕёЁΕε', 'eEeEEe'],
  ['һҺНΗн', 'hHHHh'],
  ['іІїΙι', 'iIiIi'],
  ['јЈ', 'jJ'],
  ['кКκΚ', 'kKkK'],
  ['ӏ', 'l'],
  ['мМΜ', 'mMM'],
  ['ΝпИ', 'NnN'],
  ['оОοΟ', 'oOoO'],
  ['рРρΡ', 'pPpP'],
  ['ԛ', 'q'],
  ['г', 'r'],
  ['ѕЅ', 'sS'],
  ['тТτΤ', 'tTtT'],
  ['υ', 'u'],
  ['ν', 'v'],
  ['ԝԜωш', 'wWww'],
  ['хХχΧ', 'xXxX'],
  ['уУγΥ', 'yYyY'],
  ['Ζ', 'Z'],
];

const latinOf = new Map(
  pairs.flatMap(([letters, latin]) => [...letters].map((letter, index) => [letter, latin.charAt(index)] as const)),
);

const foreign = /[\u0370-\u03FF\u0400-\u052F]/;
const mixedWord = /[\p{L}\p{N}]+/gu;

/** Words that mix Latin letters with ones that only look like them, in Latin letters throughout; same length. */
export function inLatinLetters(text: string): string {
  if (!foreign.test(text)) return text;
  return text.replace(mixedWord, (word) => {
    if (!foreign.test(word)) return word;
    const latin = Array.from(word, (letter) => latinOf.get(letter) ?? letter).join('');
    // A word of another alphabet stays what it is; "іѕ" is written with two letters of it and meant as "is".
    return /[a-z]/i.test(word) || !foreign.test(latin) ? latin : word;
  });
}

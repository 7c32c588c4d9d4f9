import { numberWords } from '../language/number-words.ts';

/** The letter of the drive that a text names: "the D drive", "drive E:". A small "a" is an article. */
export function findDrive(text: string, language?: string): string | null {
  for (const { groups } of text.matchAll(numberWords(language).drive)) {
    const letter = groups?.before ?? groups?.behind ?? '';
    if (letter !== 'a' && letter !== 'i') return letter.toUpperCase();
  }
  return null;
}

/** How much is left: "only 4gb left", "there are 2.5 gigs free". */
export function findFreeSpace(text: string, language?: string): string | null {
  const { freeSpace, unitOf } = numberWords(language);
  const { amount, unit = '', amount2, unit2 = '' } = freeSpace.exec(text)?.groups ?? {};
  const number = amount ?? amount2;
  return number === undefined ? null : `${number} ${unitOf.get((unit || unit2).toLowerCase()) ?? 'GB'}`;
}

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

/** The only amount of space in a text that is not what is left of it: "500 gigs". */
export function findSize(text: string, language?: string): string | null {
  return onlySize(text, () => true, language);
}

/** The same where it is wished for: "we need 500 gigs more". */
export function findWantedSize(text: string, language?: string): string | null {
  const { moreBefore, moreBehind } = numberWords(language);
  return onlySize(text, (before, behind) => moreBefore.test(before) || moreBehind.test(behind), language);
}

type IsMeant = (before: string, behind: string) => boolean;

function onlySize(text: string, isMeant: IsMeant, language?: string): string | null {
  const { freeSpace, size, unitOf } = numberWords(language);
  const said = text.replace(freeSpace, ' ');
  const sizes = [...said.matchAll(size)]
    .filter((match) => isMeant(said.slice(0, match.index), said.slice(match.index + match[0].length)))
    .map(({ groups }) => `${groups?.amount} ${unitOf.get((groups?.unit ?? '').toLowerCase()) ?? 'GB'}`);
  const [only, ...others] = new Set(sizes);
  return only === undefined || others.length > 0 ? null : only;
}

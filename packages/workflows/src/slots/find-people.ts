import { givenNames } from '../language/given-names.ts';
import { type NameWords, nameWords, plain } from '../language/name-words.ts';
import { listed } from './listed-names.ts';
import { inNameCase } from './name-case.ts';

/** A name as it stands in a text. */
interface Found {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Behind words that lead to whom it is about: "add maria lopez". */
  readonly isLed: boolean;
}

/** One word of a text; `isNext`: nothing but space stands between it and the one before. */
interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly isNext: boolean;
}

/** A name has no more parts: "José de la Cruz y Vega Núñez". */
const partsMax = 8;
/** And no more of them are names themselves. */
const namesMax = 4;

/**
 * The people that a message is about, where first and last name of them stand in it: "remove John Smith", "a new hire, Jane
 * O'Neil, starts", "add maria lopez and tim brooks", "dr. ellen marsh leaves". Of several only those that are named one after
 * another. `own`: who writes, and is none of them.
 */
export function findPeople(text: string, language?: string, own: string | null = null): readonly string[] {
  const words = nameWords(language);
  const isOther = ({ name, start, isLed }: Found) =>
    words.otherPerson.test(text.slice(0, start)) || (!isLed && own !== null && plain(name) === plain(own));
  const found = namesIn(text, words, givenNames(language)).filter((one) => !isOther(one));
  const last = found.findIndex(({ end }, at) => {
    const next = found[at + 1];
    return next === undefined || !words.betweenPeople.test(text.slice(end, next.start));
  });
  return found.slice(0, last + 1).map(({ name }) => name);
}

/** The same as one answer; null when nobody is named for certain. */
export function findPersonName(text: string, language?: string, own: string | null = null): string | null {
  return listed(findPeople(text, language, own));
}

function namesIn(text: string, words: NameWords, given: ReadonlySet<string>): Found[] {
  const tokens = tokensOf(text);
  const leads = new Set([...text.matchAll(words.whoComes)].map((match) => match.index + match[0].length));
  const isLoud = isShouted(text);
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const isLed = leads.has(tokens[at]?.start ?? -1);
    const parts = partsFrom(tokens.slice(at, at + partsMax + 1), words, {
      given,
      isLoud,
      isLed,
      isTitled: isTitle(tokens[at - 1], words) && tokens[at]?.isNext === true,
    });
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) continue;
    found.push({ name: nameOf(parts, words), start: first.start, end: last.end, isLed });
    at += parts.length - 1;
  }
  return found;
}

function tokensOf(text: string): Token[] {
  let end = -1;
  return [
    ...text.matchAll(
      /(?<![\p{L}\p{N}@.\\/_-])\p{L}[\p{L}\p{M}'\u2019-]*(?![\p{L}\p{M}'\u2019\p{N}@\\_-]|[./]\p{L})\.?/gu,
    ),
  ].map((match) => {
    const isNext = end >= 0 && /^\s+$/.test(text.slice(end, match.index)) && !/\n/.test(text.slice(end, match.index));
    end = match.index + match[0].length;
    return { word: match[0], start: match.index, end, isNext };
  });
}

const isTitle = (token: Token | undefined, { titles }: NameWords): boolean =>
  token !== undefined && titles.has(plain(token.word));

interface Start {
  readonly given: ReadonlySet<string>;
  /** Nothing but capitals: they say nothing. */
  readonly isLoud: boolean;
  readonly isLed: boolean;
  readonly isTitled: boolean;
}

/** The words of a name that begins here: two or more; none where none does. */
function partsFrom(tokens: readonly Token[], words: NameWords, start: Start): readonly Token[] {
  const [first, ...rest] = tokens;
  if (first === undefined || /\.$/.test(first.word)) return [];
  const isCapital = !start.isLoud && isNameWord(first.word, words);
  const isTold = start.isTitled || start.isLed || start.given.has(plain(withoutOwner(first.word)));
  if (!isCapital && !(isTold && isPlausible(first.word, words))) return [];
  const parts = [first];
  let lasts = 0;
  for (const token of rest) {
    if (!token.isNext || parts.length === partsMax || lasts === namesMax || endsHere(parts)) break;
    const next = rest[parts.length];
    const isJoint =
      isBetween(token.word, words) || joinsSurnames(parts, token.word, next?.word ?? '', words, start.given);
    const isLast =
      !isJoint &&
      ((!start.isLoud && isNameWord(token.word, words)) || (lasts === 0 && isTold && isPlausible(token.word, words)));
    if (!isLast && !isJoint) break;
    lasts += isLast ? 1 : 0;
    parts.push(token);
  }
  const isLoose = (word: string) => isBetween(word, words) || words.surnameJoints.has(word);
  while (parts.length > 1 && isLoose(parts.at(-1)?.word ?? '')) parts.pop();
  if (lasts === 0 || parts.length < 2) return [];
  const next = tokens[parts.length];
  const isSure = isCapital || start.isTitled || start.given.has(plain(first.word));
  return isSure || endsHere(parts) || next?.isNext !== true || isBehindName(next.word, words) ? parts : [];
}

/** Behind a point, or whose something is, nothing more belongs to it. */
const endsHere = (parts: readonly Token[]): boolean => {
  const word = parts.at(-1)?.word ?? '';
  return /\p{L}{2}\.$/u.test(word) || withoutOwner(word) !== word;
};

function isNameWord(word: string, { notInside }: NameWords): boolean {
  const own = withoutOwner(word);
  return /^\p{Lu}\p{L}/u.test(own) && own !== own.toUpperCase() && !notInside.has(plain(own));
}

/** A word in any case that may be a part of a name. */
function isPlausible(word: string, { notInside, afterName, notSurnames }: NameWords): boolean {
  const said = plain(withoutOwner(word));
  return (
    /^\p{L}[\p{L}'\u2019-]+\.?$/u.test(word) && !notInside.has(said) && !afterName.has(said) && !notSurnames.has(said)
  );
}

const isBehindName = (word: string, { afterName, notInside }: NameWords): boolean =>
  afterName.has(plain(word)) || notInside.has(plain(word));

/** "José de la Cruz y Vega": behind a surname of several words the joint goes on with another one, and no given name. */
function joinsSurnames(
  parts: readonly Token[],
  word: string,
  next: string,
  words: NameWords,
  given: ReadonlySet<string>,
): boolean {
  const isCompound = parts.some((part) => words.particles.has(part.word));
  return isCompound && words.surnameJoints.has(word) && isNameWord(next, words) && !given.has(plain(next));
}

/** "van der", "Q." */
function isBetween(word: string, { particles, joiners }: NameWords): boolean {
  return particles.has(word) || (/^\p{L}\.?$/u.test(word) && !joiners.has(word));
}

function nameOf(parts: readonly Token[], words: NameWords): string {
  const typed = parts.map(({ word }) => withoutOwner(word).replace(/(?<=\p{L}{2})\.$/u, '')).join(' ');
  return inNameCase(typed, words);
}

function withoutOwner(word: string): string {
  return word.replace(/['\u2019]s?$/, '');
}

/** Nothing but capitals, and more than one word of them. */
function isShouted(text: string): boolean {
  return text === text.toUpperCase() && (text.match(/\p{Lu}{2,}/gu)?.length ?? 0) > 1;
}

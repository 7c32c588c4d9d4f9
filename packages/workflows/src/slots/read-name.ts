import { parseFullName } from 'parse-full-name';
import { givenNames } from '../language/given-names.ts';
import { type NameWords, nameWords, plain } from '../language/name-words.ts';
import { isNonsense } from '../language/nonsense.ts';
import { listed } from './listed-names.ts';
import { inNameCase } from './name-case.ts';
import { findEmails } from './parse-contact.ts';

const removed = /\[[a-z ]+ removed\]/i;
const phone = /\+?\(?\d[\d\s().\-/]{5,20}\d/g;
const email = /[^\s<>()[\],;"“”]*@[^\s<>()[\],;"“”]*/g;
const nameWord = /^\p{L}[\p{L}\p{M}'’-]*\.?$/u;

/**
 * The name of a person in the answer to a question for one: either order, titles, suffixes and degrees, in any case, with
 * what stands beside it ("it's Maria Lopez, maria@firm.com"). Titles and degrees are left out: no account has them.
 * Null for anything else: a question, a refusal, a wish, a department, a role.
 */
export function readName(text: string, language?: string): string | null {
  const words = nameWords(language);
  if (removed.test(text) || /\?\s*$/.test(text.trim())) return null;
  const said = withoutContacts(text, words);
  if (said === '' || isNonsense(said)) return null;
  const people = peopleIn(said, words, language);
  if (people !== null) return people;
  const candidates = [said, ...clausesOf(said)];
  for (const candidate of candidates) {
    const name = wholeName(candidate, words, language);
    if (name !== null) return name;
  }
  return behindLead(said, words, language);
}

/** She means herself: "me", "I am the manager". */
export function meansHerself(text: string, language?: string): boolean {
  const words = nameWords(language);
  const said = text.replace(/[‘’]/g, "'").trim();
  return [said, said.replace(words.opener, '')].some((part) =>
    [part, ...clausesOf(part)].some((clause) => words.me.has(plain(clause))),
  );
}

function withoutContacts(text: string, words: NameWords): string {
  const found = findEmails(text).length > 0 || text.includes('@') ? text.replace(email, ' , ') : text;
  return found
    .replace(phone, ' , ')
    .replace(/[‘’`´]/g, "'")
    .replace(/["“”„<>]/g, ' ')
    .replace(/\((?:[^)]*)\)/g, ' ')
    .replace(/^[\s,.;:-]+|[\s,;:-]+$/g, '')
    .replace(/\s+/g, ' ')
    .replace(words.trailer, '')
    .trim();
}

const clausesOf = (text: string): string[] =>
  text
    .split(/[,;!?\n]+|\s[-–—]\s|(?<=\p{L}{3})\.(?:\s|$)/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');

/** "Anna Berg, Tom Cole and Luis Diaz": several people with first and last name, and nothing else. */
function peopleIn(text: string, words: NameWords, language?: string): string | null {
  if (splitPeople(text, words, language).length < text.split(words.joiner).length) return null;
  const [first = '', ...rest] = text.split(words.listJoint).filter((part) => part.trim() !== '');
  if (rest.length === 0 || rest.length >= peopleMax) return null;
  const parts = [first.replace(words.lead, ''), ...rest];
  // "Garcia Lopez, Maria Elena" is one.
  const isGiven = (person: string) => givenNames(language).has(plain(person.split(/\s+/)[0] ?? ''));
  if (rest.length === 1 && /,\s/.test(text) && !words.joiner.test(text) && !parts.every(isGiven)) return null;
  const people = parts.map((person) => (person.trim().includes(' ') ? asName(person, words) : null));
  return people.every((person) => person?.includes(' ') === true) ? listed(people.filter((one) => one !== null)) : null;
}

const peopleMax = 12;

/** "José de la Cruz y Vega Núñez" is one: behind a surname of several words the joint goes on with another one, and no given name. */
function splitPeople(text: string, words: NameWords, language?: string): string[] {
  const given = givenNames(language);
  const [joint = ''] = words.surnameJoints;
  const people: string[] = [];
  for (const part of text.split(words.joiner)) {
    const before = people.at(-1);
    const isCompound = before?.split(/\s+/).some((word) => words.particles.has(word)) === true;
    const goesOn = joint !== '' && isCompound && !given.has(plain(part.split(/\s+/)[0] ?? ''));
    if (before !== undefined && goesOn) people[people.length - 1] = `${before} ${joint} ${part}`;
    else people.push(part);
  }
  return people;
}

/** The candidate without what leads to it and follows it, if all that is left is a name. */
function wholeName(candidate: string, words: NameWords, language?: string): string | null {
  const bareName = candidate.replace(words.lead, '').replace(words.trailer, '').trim();
  const short = beforeCut(bareName, words);
  // One small word before the rest of a sentence is rather its verb.
  const isName = short.includes(' ') || bareName !== candidate || /^\p{Lu}/u.test(short);
  for (const part of isName ? [bareName, short, short.replace(words.firm, '')] : [bareName]) {
    const people = splitPeople(part, words, language).map((person) => asName(person, words));
    if (people.every((person) => person !== null) && people.length > 0 && people.length <= 4)
      return people.join(' and ');
  }
  return null;
}

function beforeCut(text: string, words: NameWords): string {
  const at = text.search(words.cut);
  return at <= 0 ? text : text.slice(0, at).replace(/[\s,.;:]+$/, '');
}

/** "The one who signs is called Maria Lopez and …" */
function behindLead(text: string, words: NameWords, language?: string): string | null {
  for (const match of text.matchAll(words.leadInside)) {
    const rest = text.slice(match.index + match[0].length);
    const first = clausesOf(rest)[0] ?? '';
    const name = wholeName(first, words, language);
    // In the middle of a sentence one word may be anything; with a capital it is a name.
    if (name !== null && (name.includes(' ') || /^\p{Lu}/u.test(first))) return name;
  }
  return null;
}

/** A text that is a person's name and nothing else. */
function asName(text: string, words: NameWords): string | null {
  const trimmed = text
    .replace(/[.!,\s]+$/, (end) => (/\b(?:\p{L}|\p{L}{2,3})\.$/u.test(text) ? end.trim() : ''))
    .trim();
  // "Rita's" says whose something is.
  if (/['’]s$/iu.test(trimmed)) return null;
  if (trimmed.length < 2 || trimmed.length > 80 || /[\d?!@#$%^*<>{}[\]|\\/=:]/.test(trimmed)) return null;
  const short = withoutDegrees(trimmed, words).replace(words.droppedTitle, '');
  const tokens = short.split(/[\s,]+/).filter(Boolean);
  const commas = short.split(',').length - 1;
  if (tokens.length === 0 || tokens.length > 7 || commas > 2 || !/\p{L}{2,}/u.test(short)) return null;
  if (words.notFirst.has(plain(tokens[0] ?? ''))) return null;
  const isPart = (token: string, at: number) => isNamePart(token, at, words);
  const isNamed = (token: string) => hasCapital(token) && !words.notNames.has(plain(token));
  const isAlso = (token: string, at: number) =>
    isAlsoName(token, words) || (at === tokens.length - 1 && hasCapital(token) && words.lastNames.has(plain(token)));
  const named = tokens.every((token, at) => isPart(token, at) || (isAlso(token, at) && tokens.some(isNamed)));
  if (!named || tokens.every((token) => words.numbers.has(plain(token)))) return null;
  const { first, middle, last, suffix, title } = parseFullName(short, 'all', 0, 0, 0);
  const name = [first, middle, last]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
    .trim();
  if (name === '' || words.titles.has(plain(name))) return null;
  const whole = [title !== '' && !name.includes(' ') ? title : '', name, suffix]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return inNameCase(whole, words);
}

const hasCapital = (token: string) => /^\p{Lu}\p{Ll}/u.test(token);

function isAlsoName(token: string, words: NameWords): boolean {
  return hasCapital(token) && words.alsoNames.has(plain(token));
}

function withoutDegrees(text: string, words: NameWords): string {
  const parts = text.split(/(?<=[\s,])/);
  while (parts.length > 1 && words.credentials.has(plain(parts.at(-1) ?? ''))) parts.pop();
  return parts.join('').replace(/[\s,]+$/, '');
}

function isNamePart(token: string, at: number, words: NameWords): boolean {
  const said = plain(token);
  if (!nameWord.test(token) || said === '') return false;
  if (at > 0 && words.suffixes.has(said)) return true;
  if (words.titles.has(said) || words.particles.has(said)) return true;
  if (at > 0 && words.surnameJoints.has(token)) return true;
  return !words.notNames.has(said) && !isNonsense(token);
}

import { z } from 'zod';
import { givenNames } from '../language/given-names.ts';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from '../language/language-file.ts';
import { nameWords, plain } from '../language/name-words.ts';
import { findPersonName } from './find-people.ts';
import { inNameCase } from './name-case.ts';
import { readName } from './read-name.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  self: phrases,
  own: phrases,
  relations: phrases,
  owners: phrases,
  for: phrases,
  things: phrases,
  others: phrases,
  cannot: phrases,
  needs: phrases,
  theirs: phrases,
  asked_for: phrases,
  fine: phrases,
  not_owned: phrases,
  theirs_before: phrases,
  pronouns: phrases,
  unable: phrases,
  vague: phrases,
  /** Before a bare "for", where no thing that is asked for stands there. */
  before_for: phrases,
  /** Between a thing and whose it is: "la cuenta de Marta". */
  owned_by: z.array(z.string().min(1)).default([]),
});

const nameOf =
  "(?<name>\\p{Lu}[\\p{L}'’-]+(?:\\s+(?:\\p{Lu}[\\p{L}'’-]*\\.?|(?:de|van|von|la|der|den|da|di)(?=\\s)))*)";

const beneficiaryWords = languageFile('beneficiary', schema, (file) => {
  const relation = `(?:${anyOf(file.owners)}\\s+)+(?:\\p{L}+\\s+)?(?<relation>${anyOf(file.relations)})${wordEnd}`;
  const owned = `(?:['’]s?)\\s+(?:\\p{L}+\\s+)?${anyOf(file.things)}${wordEnd}(?!\\s+${anyOf(file.not_owned)}${wordEnd})`;
  // Names are told by their capitals: these patterns must not fold case, so the words around them do it themselves.
  const fold = (phrase: string) => `(?:${phrase}|${phrase.replace(/\\?\p{Ll}/u, (letter) => letter.toUpperCase())})`;
  const folded = (list: readonly string[]) => `(?:${list.map((one) => fold(anyOf([one]))).join('|')})`;
  // "For" alone stands before anything; "on behalf of" does not.
  const bareFor = file.for.filter((word) => !word.includes(' '));
  const surelyFor = file.for.filter((word) => word.includes(' '));
  const behind = `(?<=(?:^|[.,;!?:]\\s*|${wordStart}${folded(file.asked_for)}\\s+|${wordStart}${anyOf(file.before_for)}\\s+))`;
  // The thing before whose it is.
  const thingOf = `${wordStart}${folded(file.things)}\\s+(?:\\p{L}+\\s+){0,2}?${anyOf(file.owned_by)}\\s+`;
  const forWhom = `(?:${wordStart}${folded(surelyFor)}|${behind}${folded(bareFor)})`;
  return {
    self: wholeWords(file.self),
    ownThing: new RegExp(
      `${wordStart}${anyOf(file.own)}\\s+(?:(?!${anyOf(file.relations)}${wordEnd})\\p{L}+\\s+){0,2}?${anyOf(file.things)}${wordEnd}`,
      'iu',
    ),
    others: wholeWords(file.others),
    vague: wholeWords(file.vague),
    /** "Her login", "he forgot": of somebody who was named before, or in small letters. */
    spokenOf: new RegExp(
      `${wordStart}(?:${anyOf(file.theirs_before)}\\s+(?:\\p{L}+\\s+)?${anyOf(file.things)}|${anyOf(file.pronouns)}\\s+(?:\\p{L}+\\s+)?${anyOf(file.unable)})${wordEnd}`,
      'iu',
    ),
    fine: wholeWords(file.fine),
    forRelation: new RegExp(`${forWhom}\\s+${relation}(?:[\\s,]+(?<rest>[^,.;!?]{2,60}))?`, 'iu'),
    ofRelation: new RegExp(
      `${wordStart}${relation.replace(wordEnd, '')}(?:\\s+(?<rest>[^,.;!?]{2,40}?))?(?:${owned}|[,\\s]+${anyOf([...file.cannot, ...file.needs])}${wordEnd})`,
      'iu',
    ),
    relationBehind: file.owned_by.length === 0 ? /(?!)/ : new RegExp(`${thingOf}${relation}`, 'iu'),
    nameBehind: file.owned_by.length === 0 ? /(?!)/ : new RegExp(`${thingOf}${nameOf}`, 'u'),
    forName: new RegExp(`${forWhom}\\s+${nameOf}`, 'u'),
    ofName: new RegExp(`(?<![\\p{L}\\p{N}'’])${nameOf}${owned}`, 'u'),
    nameCannot: new RegExp(
      `(?:^|[.!?,;]\\s*|\\s)${nameOf}\\s+(?:${anyOf(file.cannot)}|${anyOf(file.needs)}(?=[^.,;!?]{0,40}${wordStart}${anyOf(file.theirs)}${wordEnd}))${wordEnd}`,
      'u',
    ),
  };
});

/** For whom something is asked. */
export interface Beneficiary {
  readonly who: 'self' | 'other';
  /** The other person's name, where one was said. */
  readonly name: string | null;
  /** "boss", "colleague": what the other is to her, where that was said. */
  readonly relation: string | null;
  /** Nobody is named, and "somebody" may be anybody. */
  readonly isVague?: boolean;
}

/**
 * For whom a request is, where the message says so: "for my boss, Greg Hollis", "Marta's account", "it's my own". Null where
 * it says nothing of it.
 *
 * @param own the customer's name: an account of that person is her own
 */
export function readBeneficiary(text: string, language?: string, own: string | null = null): Beneficiary | null {
  const words = beneficiaryWords(language);
  const said = text.replace(/[‘’]/g, "'");
  const other = ofOther(said, words, language);
  if (other !== null && (other.name === null || !isSame(other.name, own))) return other;
  if (other !== null) return { who: 'self', name: null, relation: null };
  if (words.others.test(said)) return { who: 'other', name: null, relation: null };
  const isHers = words.self.test(said) || words.ownThing.test(said);
  if (!isHers && words.spokenOf.test(said))
    return { who: 'other', name: findPersonName(said, language, own) ?? titledIn(said, language), relation: null };
  if (words.vague.test(said)) return { who: 'other', name: null, relation: null, isVague: true };
  return isHers ? { who: 'self', name: null, relation: null } : null;
}

type Words = ReturnType<typeof beneficiaryWords>;

function ofOther(text: string, words: Words, language?: string): Beneficiary | null {
  for (const pattern of [words.forRelation, words.ofRelation, words.relationBehind]) {
    const match = pattern.exec(text);
    const { relation, rest } = match?.groups ?? {};
    if (match !== null && relation !== undefined && !isComparison(text, match, words))
      return { who: 'other', name: personIn(rest, text, language), relation: relation.toLowerCase() };
  }
  for (const pattern of [words.forName, words.ofName, words.nameBehind, words.nameCannot]) {
    const match = pattern.exec(text);
    const name =
      match === null || isComparison(text, match, words) ? null : personIn(match.groups?.name, text, language);
    if (name !== null) return { who: 'other', name, relation: null };
  }
  return null;
}

/** "But my colleague Ann gets hers just fine": what is said of her in that clause is that nothing is wrong. */
function isComparison(text: string, match: RegExpExecArray, { fine }: Words): boolean {
  const [clause = ''] = text.slice(match.index + match[0].length).split(/[.,;!?\n]/);
  return fine.test(clause);
}

/** "Dr. Patel", who is called by a title and one name. */
function titledIn(text: string, language?: string): string | null {
  const words = nameWords(language);
  const match = words.titled.exec(text);
  const name = match?.groups?.name;
  return match === null || name === undefined || words.notInside.has(plain(name)) ? null : inNameCase(match[0], words);
}

/** "Tina", of "our bookkeeper tina"; with her last name where that follows. */
function givenIn(text: string, language?: string): string | null {
  const [first = ''] = text.trim().split(/\s+/);
  const whole = findPersonName(text, language);
  if (whole?.toLowerCase().startsWith(`${first.toLowerCase()} `)) return whole;
  return givenNames(language).has(plain(first)) ? inNameCase(first, nameWords(language)) : null;
}

/** Only what has a capital, or a first name: of other small words in a sentence none is a name for certain, and letters alone are a product's. */
function personIn(text: string | undefined, sentence: string, language?: string): string | null {
  if (text === undefined) return null;
  if (!/\p{Lu}/u.test(text)) return givenIn(text, language);
  const name = readName(text, language);
  if (name === null) return null;
  const isShouted = sentence === sentence.toUpperCase();
  const typed = text.trim().split(/\s+/).slice(0, name.split(/\s+/).length);
  if (!isShouted && typed.every((word) => /^\p{Lu}{1,4}$/u.test(word))) return null;
  return name.split(/\s+/).some((word) => nameWords(language).notInside.has(plain(word))) ? null : name;
}

function isSame(name: string, own: string | null): boolean {
  const [first = ''] = name.toLowerCase().split(' ');
  return (
    own !== null &&
    (own.toLowerCase() === name.toLowerCase() || (!name.includes(' ') && own.toLowerCase().split(' ')[0] === first))
  );
}

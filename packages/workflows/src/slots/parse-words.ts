import { isOwnAccount } from '../language/account-words.ts';
import { freeTextWords } from '../language/free-text-words.ts';
import { nameWords } from '../language/name-words.ts';
import { findMoment } from './find-moment.ts';
import { looksLikeId } from './heard-words.ts';
import { itemsIn, onlyItems } from './list-items.ts';
import { findEmails } from './parse-contact.ts';
import { readAccount } from './read-account.ts';
import { readContrast } from './read-contrast.ts';
import { meansHerself, readName } from './read-name.ts';
import { readText } from './read-text.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

/** A machine is not described in more words than these, if there is a verb among them. */
const idWordsMax = 8;
/** "3GB", "1099s", "7th", "10am" */
const quantity = /^\d+(?:\p{Ll}{1,2}|[GMT]B|[AP]M)$/u;
const removed = /\[[a-z ]+ removed\]/i;

type Reader = Pick<SlotContext, 'words' | 'customer'>;

interface TextLimits {
  readonly min_length: number;
  readonly max_length: number;
  /** The name of a machine: one word, or what it is called without a name ("the only one"). */
  readonly one_id?: boolean;
  /** Several things. */
  readonly many?: boolean;
}

export function parseText(text: string, limits: TextLimits, context: SlotContext): Parsed {
  const { words } = context;
  const id = limits.one_id === true ? idIn(text, words.language) : null;
  if (id !== null) return parsed(id, id);
  // "Maybe better Sunday" is when, and no machine.
  if (limits.one_id === true && findMoment(text, context) !== null) return notParsed();
  if (text.trim().length < limits.min_length) return notParsed(words('hint.more'));
  const items = limits.many === true ? listIn(text, words.language) : null;
  const read = items ?? readText(text, limits.max_length, words.language);
  if (read === null || read.length < limits.min_length) return notParsed();
  if (limits.one_id === true && isSentence(read, words.language)) return notParsed();
  const cut = read.slice(0, limits.max_length);
  return parsed(cut, cut);
}

/** "Excel, Word and Drake please. She starts Monday": the things without what is said besides. */
function listIn(text: string, language: string): string | null {
  const only = onlyItems(text, language);
  if (only !== null) return only.join(', ');
  const items = text.split(/[.!?\n]+(?:\s|$)/).map((sentence) => itemsIn(sentence, language));
  return items.find((found) => found.length > 0)?.join(', ') ?? null;
}

/** "I just want it to work", where a machine's name was asked for; "the only one we have" may be one. */
function isSentence(text: string, language: string): boolean {
  const words = freeTextWords(language);
  return words.speaker.test(text) || (text.split(/\s+/).length > idWordsMax && words.sentenceWord.test(text));
}

/** The one machine's name in a sentence around it: "I mixed them up, it's APP03 not APP02". */
function idIn(text: string, language: string): string | null {
  const meant = readContrast(text, language)?.wanted ?? text;
  const words = meant.split(/[\s,;:!?()"“”]+/).map((word) => word.replace(/\.+$/, ''));
  const ids = new Set(
    words.filter((word) => /\d|-/.test(word) && !quantity.test(word) && looksLikeId(word, meant, language)),
  );
  return ids.size === 0 || (ids.size > 1 && hasOtherWords(meant, language)) ? null : [...ids].join(', ');
}

/** More than the names of several machines: then it is told, not named. */
function hasOtherWords(text: string, language: string): boolean {
  return text.split(nameWords(language).listJoint).some((part) => part.trim().includes(' '));
}

/** A person's name: letters, not a sentence. "Me" is the customer's own, where it is known. */
export function parseName(text: string, { words, customer }: Reader): Parsed {
  const own = customer?.name ?? null;
  if (own !== null && meansHerself(text, words.language)) return parsed(own, own);
  const name = readName(text, words.language);
  if (name !== null) return parsed(name, name);
  const mixed = removed.test(text) || findEmails(text).length > 0 || /\d|[@#$%^*<>{}[\]|\\/]/.test(text);
  return mixed ? notParsed(words('hint.name_alone')) : notParsed();
}

/** An account name as Windows takes it: `jsmith`, `ACME\\jsmith`, `j.smith@acme.com`. */
export function parseUserName(text: string, { words, customer }: Reader): Parsed {
  if (removed.test(text)) return notParsed(words('hint.no_password'));
  const own = customer?.email ?? null;
  if (own !== null && isOwnAccount(text, words.language)) return parsed(own, own);
  const account = readAccount(text, words.language);
  return account === null ? notParsed() : parsed(account, account);
}

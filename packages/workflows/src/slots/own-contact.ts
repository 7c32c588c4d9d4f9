import { contactWords } from '../language/contact-words.ts';
import { nameWords } from '../language/name-words.ts';
import { findEmails, withoutEmails } from './parse-contact.ts';
import { readName } from './read-name.ts';

/** What a message tells of who writes it. */
export interface OwnContact {
  readonly name: string | null;
  readonly email: string | null;
}

/** How readily words are taken for hers. */
export interface Readiness {
  /** The request is about another person: only what she calls her own is hers. */
  readonly aboutOther?: boolean;
  /** She says how she wants to be reached: the only address is hers, whatever stands around it. */
  readonly asks?: boolean;
}

/**
 * Who writes: "It is Ann Keller, Keller Tax. My address is ann@keller.example", "a ticket please, ann@keller.example". An
 * address or a name that is said to be somebody else's is neither.
 */
export function findOwnContact(text: string, language: string, { aboutOther, asks }: Readiness = {}): OwnContact {
  const words = contactWords(language);
  const sentences = text.replace(/[‘’]/g, "'").split(/(?<=[!?\n])\s*|(?<=[^\s]{2}\.)\s+/);
  const emails = findEmails(text);
  const [email] = emails;
  const withEmail = sentences.find((sentence) => findEmails(sentence).length > 0) ?? '';
  const isHers =
    email !== undefined &&
    emails.length === 1 &&
    !words.others.test(withEmail) &&
    (asks === true || words.ownAddress.test(withEmail) || !words.otherAddresses.test(withEmail)) &&
    (asks === true || words.ownAddress.test(withEmail) || (aboutOther !== true && standsAlone(withEmail, email)));
  return { name: nameIn(sentences, aboutOther === true, language), email: isHers ? email : null };
}

/** A clause that is the address and nothing else. */
function standsAlone(sentence: string, email: string): boolean {
  return sentence.split(/[,;]\s+|\s[-–—]\s|[.!]\s*$/).some(
    (clause) =>
      clause
        .trim()
        .replace(/[.!]+$/, '')
        .toLowerCase() === email,
  );
}

function nameIn(sentences: readonly string[], aboutOther: boolean, language: string): string | null {
  const words = contactWords(language);
  for (const sentence of sentences) {
    if (words.others.test(sentence)) continue;
    const hasEmail = findEmails(sentence).length > 0;
    const leads = aboutOther ? [words.surelyMe] : hasEmail ? [words.forMe, words.me] : [words.me];
    for (const lead of leads) {
      const start = lead.exec(sentence)?.[0];
      const name = start === undefined ? null : fullNameAt(sentence.slice(start.length), language);
      if (name !== null) return name;
    }
  }
  return null;
}

const fullName = /^\p{Lu}\p{Ll}[\p{L}'-]*(?:\s+\S+){0,2}\s+\p{Lu}[\p{L}'-]*$/u;

/** First and last name at the beginning of a text, up to the end of the clause. */
function fullNameAt(text: string, language: string): string | null {
  const [clause = ''] = withoutEmails(text).split(/[,;.!?]|\s[-–—]\s/);
  const end = clause.search(nameWords(language).cut);
  const said = (end <= 0 ? clause : clause.slice(0, end)).trim();
  const names = [said, said.replace(nameWords(language).firm, '')]
    .filter((one) => fullName.test(one))
    .map((one) => readName(one, language));
  return names.find((name) => name?.includes(' ')) ?? null;
}

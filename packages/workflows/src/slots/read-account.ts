import { type AccountWords, accountWords } from '../language/account-words.ts';
import { plain } from '../language/name-words.ts';
import { findEmails } from './parse-contact.ts';
import { readContrast } from './read-contrast.ts';
import { readName } from './read-name.ts';

const accountShape = /^[\p{L}\p{N}][\p{L}\p{N}._\-\\$+']{0,62}$/u;

/**
 * The name of an account in the answer to a question for one: the word that was given, not what stands beside it ("lfontana,
 * and please send the code to my husband's mail"). An address is one where it is all that was given, or is called so.
 * Two words are a person's name, by which the team can look the account up. Null when there is none.
 */
export function readAccount(text: string, language?: string): string | null {
  const words = accountWords(language);
  const joined = inOneWord(text.replace(words.strongLead, ' '), words);
  if (joined !== null) return joined;
  const said = text.replace(/[‘’]/g, "'").replace(words.spelling, ' ').trim();
  const dictated = letterByLetter(said, words);
  if (dictated !== null) return dictated;
  const contrast = readContrast(said, language);
  const meant = contrast === null ? null : oneOf(contrast.wanted, words);
  if (meant !== null) return meant;
  return calledSo(said, words.strongLead, words) ?? firstGiven(said, words, language);
}

/** "P r u i z", "p-r-u-i-z". */
function letterByLetter(text: string, words: AccountWords): string | null {
  const letters = text
    .replace(words.lead, '')
    .replace(/[\s,.!]+$/, '')
    .split(/[\s,-]+/);
  return letters.length >= 3 && letters.every((letter) => /^[\p{L}\p{N}._]$/u.test(letter)) ? letters.join('') : null;
}

const joinedMax = 3;

/** "J smith, all one word"; null where that is not said. */
function inOneWord(text: string, words: AccountWords): string | null {
  const end = words.oneWord.exec(text)?.index;
  if (end === undefined) return null;
  const parts = text
    .slice(0, end)
    .split(/[\s,]+/)
    .filter((part) => part !== '' && !words.notAccounts.has(plain(part)));
  const isName = parts.length > 1 && parts.length <= joinedMax && parts.every((part) => accountShape.test(part));
  return isName ? parts.join('') : null;
}

/** The account's name that stands first: "mlopez, second time today". A sentence that goes on is none. */
export function readAccountWord(text: string, language?: string): string | null {
  const words = accountWords(language);
  return inOneWord(text, words) ?? oneOf(text, words);
}

/** "… my user name is mquill …"; "it is Ann Quill" says who she is. */
function calledSo(text: string, lead: RegExp, words: AccountWords): string | null {
  for (const match of text.matchAll(lead)) {
    const behind = text.slice(match.index + match[0].length);
    const found = fullName.test(behind) ? null : oneOf(behind, words);
    if (found !== null && !isSentence(text, found, words)) return found;
  }
  return null;
}

/** What follows "it is" in a long sentence is a word like any other, unless it looks like no word. */
function isSentence(text: string, found: string, words: AccountWords): boolean {
  return (
    !/[\d._\\@-]/.test(found) &&
    text.split(/\s+/).length > 8 &&
    words.notAccounts.has(plain(text.split(/\s+/).at(-1) ?? ''))
  );
}

const fullName = /^\p{Lu}\p{Ll}[\p{L}'-]*\s+\p{Lu}\p{Ll}/u;

function firstGiven(text: string, words: AccountWords, language?: string): string | null {
  const clauses = text
    .split(/[,;!?\n]+\s*|\.\s+|\s[-–—]\s|\.$/)
    .map((clause) => clause.trim())
    .filter(Boolean);
  const emails = findEmails(text);
  for (const clause of clauses) {
    const short = clause.replace(words.lead, '').trim();
    const tokens = short.split(/\s+/).filter(Boolean);
    const [first = ''] = tokens;
    const own = findEmails(clause);
    if (own[0] !== undefined && (tokens.length === 1 || emails.length === 1)) {
      const beside = tokens.length > 1 ? oneOf(short, words) : null;
      return beside ?? own[0];
    }
    const given = oneOf(short, words);
    if (given !== null && (tokens.length === 1 || /[\d._\\]/.test(given) || onlyAsides(tokens.slice(1), words)))
      return given;
    const called = calledSo(clause, words.weakLead, words);
    if (called !== null) return called;
    const name = tokens.length <= 3 ? readName(short, language) : null;
    if (name?.includes(' ')) return tokens.length === 2 ? short.replace(/[.!]+$/, '') : name;
    if (name !== null && first !== '' && tokens.length === 1 && !/'s$/i.test(short)) return short;
  }
  return emails[0] ?? null;
}

/** "jsmith please", "jsmith I think" */
function onlyAsides(tokens: readonly string[], words: AccountWords): boolean {
  return tokens.every((token) => words.notAccounts.has(plain(token)));
}

/** The word that stands first, if an account may be called so. */
function oneOf(text: string, words: AccountWords): string | null {
  const word = (
    text
      .replace(words.lead, '')
      .split(/[\s,;!?()]+/)
      .find(Boolean) ?? ''
  ).replace(/^["'“„]+|["'”“.:]+$/g, '');
  const [email] = findEmails(word);
  if (email !== undefined) return email;
  // "Trevor's" says whose it is.
  if (/'s$/i.test(word)) return null;
  return accountShape.test(word) && !words.notAccounts.has(plain(word)) && !/^[A-Z]?\d{1,2}$/i.test(word) ? word : null;
}

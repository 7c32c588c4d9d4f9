import { type AccountWords, accountWords } from '../language/account-words.ts';
import { anyOf, wordEnd, wordStart } from '../language/language-file.ts';
import { plain } from '../language/name-words.ts';
import { hear } from './hear.ts';
import { readAccountWord } from './read-account.ts';

/** Where a clause ends; a point only behind a word. */
const clauseEnd = /[;!?,\n]+|\.\s|\.$|\s[-–—]\s/;

/**
 * The account that a phrase such as "login {value}" hears, in whichever clause has one. A word that only labels an account
 * ("login", "user") labels one where a clause begins, or behind a word that leads to it ("my", "with"): in "the last sign-in
 * attempt" it is part of another phrase.
 */
export function hearAccount(phrase: string, text: string, language?: string): string | null {
  const words = accountWords(language);
  const label = phrase.replace('{value}', '').trim();
  for (const clause of text.split(clauseEnd)) {
    const heard = hear(phrase, clause, { type: 'username', ...(language !== undefined && { language }) });
    if (heard === null) continue;
    const account = readAccountWord(heard, language);
    if (account === null) continue;
    if (!words.labels.has(label) || (isAllOf(heard, account, words) && beginsWith(label, clause, words)))
      return account;
  }
  return null;
}

/** More words beside it make a sentence. */
const asidesMax = 2;

/** Nothing but the account, and asides: "hpotts please". */
function isAllOf(heard: string, account: string, words: AccountWords): boolean {
  const [, ...rest] = heard.slice(heard.indexOf(account)).split(/\s+/);
  return rest.length <= asidesMax && rest.every((word) => words.notAccounts.has(plain(word)));
}

/** Only what leads to an account stands before the label. */
function beginsWith(label: string, clause: string, words: AccountWords): boolean {
  const before = clause.slice(0, new RegExp(`${wordStart}${anyOf([label])}${wordEnd}`, 'iu').exec(clause)?.index ?? 0);
  return before.trim() === '' || words.beforeLabel.test(before.trim());
}

import { z } from 'zod';
import { anyOf, languageFile, wordEnd, wordStart } from './language-file.ts';
import { plain } from './name-words.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  leads: phrases,
  strong_leads: phrases,
  weak_leads: phrases,
  labels: phrases,
  before_label: phrases,
  not_accounts: z.array(phrases),
  own: phrases,
  spellings: phrases,
  spelling_joints: phrases,
  one_word: phrases,
});

/** Words around user names: `language/<language>/accounts.yaml`. */
export const accountWords = languageFile('accounts', schema, (file) => ({
  lead: new RegExp(`^(?:${anyOf(file.leads)}${wordEnd}[\\s,.:=]*)+`, 'iu'),
  strongLead: new RegExp(`${wordStart}${anyOf(file.strong_leads)}${wordEnd}[\\s:="'“]*`, 'giu'),
  /** In its own clause only, and where no other clause gives one before it. */
  weakLead: new RegExp(`${wordStart}${anyOf(file.weak_leads)}${wordEnd}[\\s:="'“]*`, 'giu'),
  /** Words that label an account, and are parts of other phrases, too. */
  labels: new Set(file.labels.map(plain)),
  /** What may stand right before one. */
  beforeLabel: new RegExp(`(?:^|\\s)${anyOf(file.before_label)}$`, 'iu'),
  notAccounts: new Set(file.not_accounts.flat().map(plain)),
  own: new Set(file.own.map(plain)),
  /** Behind the parts of a name that are one word. */
  oneWord: new RegExp(`[\\s,;(]+${anyOf(file.one_word)}${wordEnd}`, 'iu'),
  /** "All small letters", "capital P, no lower case p". */
  spelling: new RegExp(
    `(?:[\\s,;(]+(?:${anyOf(file.spelling_joints)}${wordEnd})?\\s*)?${wordStart}${anyOf(file.spellings).replaceAll('\\{letter\\}', `\\p{L}${wordEnd}`)}${wordEnd}`,
    'giu',
  ),
}));
export type AccountWords = ReturnType<typeof accountWords>;

/** "My e-mail address": the one that is known is meant. */
export function isOwnAccount(text: string, language?: string): boolean {
  return accountWords(language).own.has(plain(text));
}

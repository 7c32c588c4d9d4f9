import { ruleWords } from '@acebuddy/contracts/describe-why';

/** What a rule before the table of precedence is, in a few words; null for a row of the table. */
export function ruleText(row: string): string | null {
  const words = Object.hasOwn(ruleWords, row) ? ruleWords[row as keyof typeof ruleWords] : null;
  return words === null ? null : words.charAt(0).toUpperCase() + words.slice(1);
}

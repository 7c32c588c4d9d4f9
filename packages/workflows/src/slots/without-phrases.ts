import type { SlotDefinition } from '../definition/slot-schema.ts';
import { escapeRegex } from '../language/normalise.ts';
import { hear } from './hear.ts';

/**
 * The answer without the phrases in it that tell others of what was asked with it: "clerk in the audit department" is "clerk".
 * Phrases with words on both sides of the value alone, which end where they end. The whole where nothing else is left.
 */
export function withoutPhrases(text: string, others: readonly SlotDefinition[], language?: string): string {
  const phrases = others.flatMap(({ listen }) => listen.filter((phrase) => /\S\s*\{value\}\s*\S/.test(phrase)));
  const left = phrases.reduce((rest, phrase) => {
    const heard = hear(phrase, rest, { type: 'text', ...(language !== undefined && { language }) });
    if (heard === null) return rest;
    const said = escapeRegex(phrase.replace('{value}', () => heard)).replace(/\s+/g, '\\s+');
    return rest.replace(new RegExp(`\\s*(?<![\\p{L}\\p{N}])${said}(?![\\p{L}\\p{N}])`, 'iu'), '');
  }, text);
  return /\p{L}/u.test(left) ? left.trim() : text;
}

import { type Turn, tell } from '../flow/turn.ts';
import { language } from '../language/words.ts';

const secretMark = /\[[a-z0-9 -]*removed\]/gi;

/** Secrets were taken out before the engine saw the text; the customer hears that they are not wanted. */
export function withoutSecrets(turn: Turn, text: string): string {
  if (!secretMark.test(text)) return text;
  secretMark.lastIndex = 0;
  const kind = /password/i.test(text.match(secretMark)?.join(' ') ?? '') ? 'password' : 'other';
  tell(turn, 'secret.removed', { kind });
  const rest = text.replace(secretMark, ' ').replace(/\s+/g, ' ').trim();
  return language(turn).isOnly('beside_a_secret', rest) ? '' : rest;
}

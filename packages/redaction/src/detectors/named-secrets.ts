import type { Detector, Secret } from '../secret.ts';
import { isHarmless, valueAt } from '../value.ts';

/** What a text must have for any of them to be in it. */
export const namedMark = /key|token|secret|community|bearer|basic|security|setup|totp|2fa|mfa|manual|authenticator/i;

const name =
  /(?<![a-z])(?:(?:api|app|access|secret|private|auth|account|storage|license server|encryption|signing|master|ssh|wpa2?|consumer|subscription)[ _-]{0,2}(?:key|token|secret)(?:[ _-]{0,2}id)?|client[ _-]{0,2}secret|app(?:lication)?[ _-]{0,2}secret|(?:refresh|bearer|session|access|security|github|gitlab|slack|personal access|oauth|sas|jwt)[ _-]{0,2}token|x-api-key|apikey|secret|token|webhook secret|(?:snmp )?community string|recovery key)(?![a-z])/gi;
const connector =
  /^["']?\s{0,3}(?:\((?:[^()\n]{0,30})\)\s{0,2})?(?:(?:is|was|are|value is)\s{0,3}[:=]?|[:=]|->|=>)\s{0,3}/i;
/** Without a sign in between only what looks like nothing else follows "secret" or "token". */
const unmistakable = /^\s{1,3}(?=\S{0,60}\d)(?=\S{0,60}[a-z])(?=\S{0,60}[A-Z])[\w/+=.~-]{16,}(?:\s|$)/;
const bearer = /(?<![a-z])(?:authorization\s{0,3}:\s{0,3})?(?:bearer|basic)\s{1,3}(?=\S{16})/gi;

/** What a text calls a key or a token. */
export const findNamedSecrets: Detector = (text) => [...namedKeys(text), ...setupKeys(text)];

/** The key that an authenticator app is set up with: base32, often in groups of four. */
const setupKey =
  /\b(?:setup|set-up|authenticator|manual(?: entry)?|totp|mfa|2fa|secret)(?: setup| secret)? (?:key|code)\b[ :=]{0,3}(?:is )?[ "']{0,3}([a-z2-7]{4}(?:[ -]?[a-z2-7]{4}){3,12})(?![a-z0-9])/dgi;

function setupKeys(text: string): Secret[] {
  return [...text.matchAll(setupKey)].flatMap((match) => {
    const span = match.indices?.[1];
    return span === undefined || !/[2-7]/.test(match[1] ?? '')
      ? []
      : [{ kind: 'secret', start: span[0], end: span[1] }];
  });
}

/** Keys and tokens that are called by their name: "api key: …", "client secret = …", "Authorization: Bearer …". */
function namedKeys(text: string): Secret[] {
  const ends = [...text.matchAll(name)].flatMap((match) => {
    const from = match.index + match[0].length;
    const link = connector.exec(text.slice(from, from + 60));
    if (link !== null) return [from + link[0].length];
    return /[ _-]/.test(match[0]) || unmistakable.test(text.slice(from, from + 80)) ? [from] : [];
  });
  const headers = [...text.matchAll(bearer)].map((match) => match.index + match[0].length);
  return [...ends, ...headers].flatMap((at) => {
    const value = valueAt(text, at);
    if (value === null || !isKeyLike(value.text)) return [];
    return [{ kind: 'secret' as const, start: value.start, end: value.end }];
  });
}

function isKeyLike(word: string): boolean {
  if (word.length < 8 || /\s/.test(word) || isHarmless(word)) return false;
  if (!/^[\w\-./+=~:!@#$%^&*]+$/.test(word)) return false;
  return /\d/.test(word) || (word.length >= 20 && /[A-Z]/.test(word) && /[a-z]/.test(word));
}

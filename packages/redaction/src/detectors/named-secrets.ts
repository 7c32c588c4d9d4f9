import type { Detector } from '../secret.ts';
import { isHarmless, valueAt } from '../value.ts';

const name =
  /(?<![a-z])(?:(?:api|app|access|secret|private|auth|account|storage|license server|encryption|signing|master|ssh|wpa2?|consumer|subscription)[ _-]{0,2}(?:key|token|secret)(?:[ _-]{0,2}id)?|client[ _-]{0,2}secret|app(?:lication)?[ _-]{0,2}secret|(?:refresh|bearer|session|access|security|github|gitlab|slack|personal access|oauth|sas|jwt)[ _-]{0,2}token|x-api-key|apikey|secret|token|webhook secret|recovery key)(?![a-z])/gi;
const connector =
  /^["']?\s{0,3}(?:\((?:[^()\n]{0,30})\)\s{0,2})?(?:(?:is|was|are|value is)\s{0,3}[:=]?|[:=]|->|=>)\s{0,3}/i;
const bearer = /(?<![a-z])(?:authorization\s{0,3}:\s{0,3})?(?:bearer|basic)\s{1,3}(?=\S{16})/gi;

/** Keys and tokens that are called by their name: "api key: …", "client secret = …", "Authorization: Bearer …". */
export const findNamedSecrets: Detector = (text) => {
  const ends = [...text.matchAll(name)].flatMap((match) => {
    const from = match.index + match[0].length;
    const link = connector.exec(text.slice(from, from + 60));
    return link !== null ? [from + link[0].length] : /[ _-]/.test(match[0]) ? [from] : [];
  });
  const headers = [...text.matchAll(bearer)].map((match) => match.index + match[0].length);
  return [...ends, ...headers].flatMap((at) => {
    const value = valueAt(text, at);
    if (value === null || !isKeyLike(value.text)) return [];
    return [{ kind: 'secret' as const, start: value.start, end: value.end }];
  });
};

function isKeyLike(word: string): boolean {
  if (word.length < 8 || /\s/.test(word) || isHarmless(word)) return false;
  if (!/^[\w\-./+=~:!@#$%^&*]+$/.test(word)) return false;
  return /\d/.test(word) || (word.length >= 20 && /[A-Z]/.test(word) && /[a-z]/.test(word));
}

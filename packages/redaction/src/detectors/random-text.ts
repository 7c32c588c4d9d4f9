import { hasLongWord } from '../long-word.ts';
import type { Detector } from '../secret.ts';

const token = /(?<![\w+/.~@:\\-])[A-Za-z0-9][\w+/.~-]{20,400}={0,2}/g;

/** Without a word of some length there is nothing that long. */
export const randomMark = { test: (text: string) => hasLongWord(text, 21) };

/** Long words of random letters and digits, upper and lower case among each other: keys whose issuer nobody named. */
export const findRandomText: Detector = (text) =>
  [...text.matchAll(token)].flatMap(({ 0: word, index }) => {
    const key = word.replace(/\.+$/, '');
    return isRandom(key) ? [{ kind: 'secret', start: index, end: index + key.length }] : [];
  });

const extension = /\.[a-z]{2,5}\d?$/i;
const hostOrPath = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/|$)|^(?:https?|ftp):/i;
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** Changes between lower case, upper case and digits for each character: about 0.6 in random text, 0.3 in CamelCase names. */
const changesMin = 0.38;

function isRandom(word: string): boolean {
  if (!/[a-z]/.test(word) || !/[A-Z]/.test(word) || !/\d/.test(word)) return false;
  if (extension.test(word) || hostOrPath.test(word) || guid.test(word)) return false;
  // A path or a list of names has short parts.
  const longest = word.split(/[/.]/).reduce((most, part) => (part.length > most.length ? part : most), '');
  if (longest.length < 20) return false;
  const classes = Array.from(longest, (sign) =>
    /[a-z]/.test(sign) ? 'a' : /[A-Z]/.test(sign) ? 'A' : /\d/.test(sign) ? '1' : '',
  );
  const inWord = classes.filter((one) => one !== '');
  const changes = inWord.filter((one, index) => index > 0 && one !== inWord[index - 1]).length;
  return changes / inWord.length >= changesMin;
}

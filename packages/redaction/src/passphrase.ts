import { isStatusWord } from './detectors/status-words.ts';
import { isStatusWordAbroad } from './detectors/status-words-abroad.ts';
import { isStrong, type Value } from './value.ts';

const charsMax = 120;
const wordsMax = 12;
/** Where the next thing begins: the end of the line or sentence, or another name with a sign after it. */
const stop = /[\n;,]|[.!?](?=\s|$)|\s[\p{L}_]{2,20}\s?[:=]|\s[-–|/]\s/u;

/** Where the customer goes on about something: "… and it still asks", "… it's for the office", "… que no funciona". */
const nextClause =
  /(?<=\S)\s(?:(?:and|but|so|which|that|because|since|though|yet)\s(?:it|i|the|that|this|they|he|she|we|you|my|now|still|then|is|nothing|nobody|says?|winrar|windows)\b|(?:it|that)'s\b|its\s(?:for|the|in|on|not|a)\b|but\b|can (?:you|u|i)\b|could you\b|please\b|pls\b|plz\b|thanks?\b|i (?:was|am|think|hope|guess|need|want)\b|(?:says|according to|as per) (?:my|the|our)\b|it (?:still|says|is|was|does|keeps|asks)\b|is (?:that|it|this|all|what|the|my|not)\b|does\b|doesn't\b|(?:pero|mais|aber|ma|mas)\s|por favor\b|merci\b|danke\b|gracias\b|grazie\b|obrigad[oa]\b)/iu;

/**
 * Several plain words after "password =": "correct horse battery staple". At least half of them say nothing about
 * how the password is ("password: see my earlier message").
 */
export function passphraseAt(text: string, from: number, options: { wordsMin: number; share: number }): Value | null {
  const window = text.slice(from, from + charsMax);
  const start = window.search(/\S/);
  if (start < 0) return null;
  const line = window.slice(start);
  const sentence = line.slice(0, stop.exec(line)?.index ?? line.length);
  const end = nextClause.exec(sentence)?.index ?? sentence.length;
  const phrase = line.slice(0, end).trimEnd();
  const words = phrase.split(/\s+/);
  if (words.length < options.wordsMin || words.length > wordsMax || isStrong(words[0] ?? '')) return null;
  if (!words.every((word) => /^[\p{L}\p{M}\p{N}'-]+$/u.test(word))) return null;
  const telling = words.filter((word) => isStatusWord(word) || isStatusWordAbroad(word)).length;
  if (1 - telling / words.length < options.share || trouble.test(phrase)) return null;
  if (/\b(?:not|never)\b/i.test(phrase) && (words.length < 6 || /^(?:not|never)\b/i.test(phrase))) return null;
  return { text: phrase, start: from + start, end: from + start + phrase.length, quoted: false };
}

/** Words that no passphrase and every complaint has. */
const trouble =
  /\b(?:forgot(?:ten)?|forget|resets?|expired?s?|wrong|invalid|incorrect|locked|lost|doesn'?t|don'?t|didn'?t|can'?t|cannot|won'?t|isn'?t|unknown|login|log in|sign in|sent|changed?|needed|required|user ?name|accounts?|screen|prompt|error|message|e-?mail|vergessen|oubli\w*|olvid\w*|esque\w*|sais|weiß)\b/i;

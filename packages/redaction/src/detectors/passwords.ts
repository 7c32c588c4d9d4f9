import { passphraseAt } from '../passphrase.ts';
import type { Detector, Secret } from '../secret.ts';
import { spelledAt, spokenAt, spokenBefore } from '../spoken-value.ts';
import { isElsewhere, isHarmless, isStrong, isUnmistakable, type Value, valueAt } from '../value.ts';
import { passwordName } from './password-names.ts';
import { setOffBeside, usedNear } from './set-off-passwords.ts';
import { isStatusWord } from './status-words.ts';
import { isStatusWordAbroad } from './status-words-abroad.ts';

const parenthesis = String.raw`(?:(?:\([^()\n]{0,40}\)|(?:in )?(?:all )?(?:lower|upper) ?case|(?:all|no) (?:caps|spaces)|spelled(?: out)?|spelt(?: out)?|letter by letter|buchstabiert|deletread[ao]|épelé|soletrad[ao])\s{0,3})?`;
/** A sign that nothing but the password follows: "password: …", "password ===> …". */
const assigned = new RegExp(
  String.raw`^["'*_\])]{0,3}\s{0,3}${parenthesis}(?:[:=][:=~-]{0,20}>{0,3}|[=~.-]{1,20}>{1,3}|>{1,3})[\s>]{0,4}`,
);
/** Decoration, after which the password shows by itself: "password ~ …", "pw....…", "|password|…|". */
const decorated = new RegExp(
  String.raw`^["'*_\])]{0,3}\s{0,3}${parenthesis}(?:\.{2,20}|[.;](?=\w)|-(?=\s)|[|~]|[-~*|#_]{2,20}|(?<=\]))\s{0,3}`,
);
const stated =
  /^["']?(?:\s{0,3}\([^()\n]{0,40}\))?(?:\s{1,3}(?:now|currently|also|still))?(?:'s|\s{1,3}(?:is|es|est|c'est|ist|lautet|jest|è|é|was|were|are|equals|reads|stays|remains|became|becomes|should be|must be|will be|would be|(?:has|had) (?:always |already )?been|should have been))(?![\p{L}])(?:\s{1,3}(?:now|set to|changed to|reset to|still|currently|just|simply|actually|supposed to be|this|either|either:|this one|spelled(?: out)?)){0,3}(?![\w])\s{0,3}[:=]?/iu;
/** "The password I type every day is sunshine". */
const related =
  /^\s{1,3}(?:(?:that|which)\s{1,3})?(?:i|we|he|she|they|you)\s{1,3}(?:[a-z']{2,12}\s{1,3}){1,4}?(?:is|was)\s{1,3}/i;
/** The same after a name in another language. */
const statedAbroad =
  /^(?:\s{1,3}\p{L}{1,14}){0,3}?\s{0,3}(?:(?<=\s)(?:es|se deletrea|se escribe|s'épelle|s'écrit|si scrive|soletra-se|era|sería|seria|sigue siendo|sigue|continúa|debe ser|debería ser|quedó|est|c'est|était|reste|serait|devrait être|sera|ist|lautet|lautete|heißt|heisst|bleibt|war|wäre|sei|è|e'|era|sarebbe|sarà|dovrebbe essere|rimane|resta|é|continua|eh|e|ficou|deve ser|este|is|to|jest|brzmi|je|är|er|on|olan|это|такой|είναι|है|هو|هي|היא|la|là|adalah)(?![\p{L}])|は|是|为|為|는|은|가|이)(?:\s{1,3}(?:jetzt|nun|aktuell|momentan|immer noch|noch|wohl|ahora|actualmente|todavía|aún|maintenant|actuellement|toujours|désormais|agora|atualmente|ainda|adesso|ora|attualmente|ancora|nu|nog|teraz)(?!\p{L}))?\s{0,3}[:=]?\s{0,3}/iu;
/** The adverb before the verb, or more words between: only what looks like nothing else follows. */
const statedFar =
  /^(?:\s{1,3}[\p{L}'-]{1,16}){0,7}?\s{1,3}(?:es|era|sería|seria|quedó|est|c'est|serait|était|reste|ist|lautet|lautete|wäre|war|heißt|bleibt|sigue|rimane|resta|continua|è|era|sarebbe|é|ficou|is|jest|är|er|blev|to)(?!\p{L})(?:\s{1,3}[\p{L}]{2,14}){0,2}?\s{0,3}[:=]?\s{1,3}(?=\S{0,30}[\d!@#$%^&*])/iu;
const changed =
  /^\s{1,3}(?:(?:back\s{1,3})?to|as|of|with|like|into|changed to|set to|reset to|updated to|called)(?!\w)\s{0,3}[:=]?/i;
/** The same behind a Spanish name, and what goes between it and a password that looks like nothing else. */
const changedAbroad =
  /^\s{1,3}(?:(?:a|por|nueva|vieja|actual|anterior|temporal|provisional)(?!\p{L})(?:\s{1,3}(?:es|era)(?!\p{L}))?)\s{0,3}[:=]?/iu;
const windowChars = 240;
const unitAfter =
  /^\s{0,3}(?:characters?|chars?|digits?|letters?|days?|weeks?|months?|years?|hours?|times?|minutes?|attempts?|symbols?|of|or more|\+)(?!\w)/i;
const clauseEnd =
  /^["')]?(?:\s{0,3}$|\s{0,3}[.,;!?)\n#]|\s{1,3}\/\/|\s{1,3}(?:and|but|or|for|on|if|so|please|pls|which|can|could|i|it|thanks|thx|that|now|then|does|doesn't|what|why|since|because|btw|fyi|with|in|before|after|until|y|e|et|und|en|och|og|i|и|но|pero|mais|aber|ma|mas|maar|per|para|pour|für|por|gracias|merci|danke|obrigad[oa]|grazie|です|입니다)(?![\p{L}]))/iu;

/** Passwords: after their name, before it ("Hunter2 is my password"), and unmistakable ones in the same sentence. */
export const findPasswords: Detector = (text) => {
  const names = namesIn(text);
  const found = names.flatMap(({ at, end, word }) => {
    const value = follows(text, end, word);
    const after = value === null ? [] : [value, ...alternatives(text, value.end)];
    return word === 'pin' ? after : [...after, ...precedes(text, at), ...setOffBeside(text, at, end)];
  });
  const used = usedNear(text, names).flatMap((value) => [value, ...alternatives(text, value.end)]);
  return [...found, ...inSentences(text, names), ...used].map(toSecret);
};

interface Name {
  readonly at: number;
  readonly end: number;
  readonly word: string;
}

/** The names of a text; where one stands right at the next, the last of them counts. */
function namesIn(text: string): Name[] {
  const names: Name[] = [];
  for (const match of text.matchAll(passwordName)) {
    const name = { at: match.index, end: match.index + match[0].length, word: match[0].toLowerCase() };
    if (names.at(-1)?.end === name.at) names.pop();
    names.push(name);
  }
  return names;
}

const toSecret = ({ start, end }: Value): Secret => ({ kind: 'password', start, end });
/** Names that only other languages have, and verbs after an English one that say which language the rest is in. */
const isAbroad = (name: string, link: string) =>
  !/^p(?!alavra|arol|asahit|asswort|asswört)/i.test(name) ||
  /(?:^|\s)(?:es|est|c'est|ist|lautet|jest|è|é)(?!\p{L})/iu.test(link);

function follows(text: string, from: number, word: string): Value | null {
  const window = text.slice(from, from + windowChars);
  const assignment = assigned.exec(window);
  if (assignment !== null) {
    const at = from + assignment[0].length;
    return spokenAt(text, at, true) ?? whenAssigned(text, at, assignment[0], isAbroad(word, ''));
  }
  if (word === 'pin') return pinAfter(text, from, window);
  const decoration = decorated.exec(window);
  if (decoration !== null) return whenDecorated(valueAt(text, from + decoration[0].length));
  const statement =
    stated.exec(window) ?? related.exec(window) ?? (isAbroad(word, '') ? statedAbroad.exec(window) : null);
  if (statement !== null) {
    const at = from + statement[0].length;
    const value = spokenAt(text, at, true) ?? whenStated(text, at, word, isAbroad(word, statement[0]));
    if (value !== null || !isAbroad(word, '')) return value;
  }
  const far = isAbroad(word, '') ? statedFar.exec(window) : null;
  const told = far === null ? null : valueAt(text, from + far[0].length);
  if (told !== null && isStrong(told.text)) return told;
  const phrase = /phrase/.test(word) ? phraseAfterGap(text, from, window) : null;
  if (phrase !== null) return phrase;
  if (word === 'pass' && !/^\s{1,3}\S{0,60}\d/.test(window)) return null;
  const change = changed.exec(window) ?? (isAbroad(word, '') ? changedAbroad.exec(window) : null);
  const value = valueAt(text, from + (change?.[0].length ?? 0));
  if (value !== null && !/^\s/.test(window) && change === null) return null;
  const isAside = value?.quoted === true && /\s/.test(value.text) && text.charAt(value.start - 1) === '(';
  if (value !== null && !isAside && isOpenly(value, change !== null)) return value;
  return spokenAt(text, from, false) ?? afterGap(text, from);
}

/** "passphrase for the backup is lazy river runs uphill". */
function phraseAfterGap(text: string, from: number, window: string): Value | null {
  const gap = /^(?:\s[\p{L}'-]{1,16}){1,6}?\s{0,2}(?:\s(?:is|was)\s|[:=])/u.exec(window);
  return gap === null ? null : passphraseAt(text, from + gap[0].length, { wordsMin: 3, share: 0.5 });
}

/** "password Xy12!", "password "sunshine"": without a verb the word must look like nothing else. */
function isOpenly(value: Value, isChange: boolean): boolean {
  if (!value.quoted) return isStrong(value.text);
  return (
    isStrong(value.text) ||
    (!/\s/.test(value.text) &&
      !isStatusWord(value.text) &&
      !isHarmless(value.text) &&
      (isChange || value.text.length >= 4))
  );
}

const isStatus = (word: string, abroad: boolean) => isStatusWord(word) || (abroad && isStatusWordAbroad(word));

/** "password: sunshine" – anything but a word on how the password is. */
function whenAssigned(text: string, at: number, sign: string, abroad: boolean): Value | null {
  const value = valueAt(text, at);
  if (value === null || isElsewhere(value.text)) return null;
  // Behind `name="Password">` the next tag is no value.
  if (value.quoted) return isRemark(value.text) || text.charAt(value.start - 1) === '<' ? null : value;
  if (isStrong(value.text)) return value;
  const isSet = sign.includes('=');
  const phrase = passphraseAt(text, at, { wordsMin: isSet ? 2 : 3, share: isSet ? 0.15 : 0.5 });
  if (phrase !== null) return phrase;
  const rest = text.slice(value.end, value.end + 40);
  if (isStatus(value.text, abroad) || unitAfter.test(rest) || value.text.length < 3) return null;
  if (/^\d+$/.test(value.text)) return value;
  return /[=>]/.test(sign) || clauseEnd.test(rest) ? value : null;
}

const whenDecorated = (value: Value | null): Value | null =>
  value !== null && !isHarmless(value.text) && (isStrong(value.text) || (value.quoted && !isRemark(value.text)))
    ? value
    : null;

function whenStated(text: string, at: number, name: string, abroad: boolean): Value | null {
  const value = valueAt(text, at);
  if (value === null || isHarmless(value.text)) return null;
  if (value.quoted) return isRemark(value.text) ? null : value;
  const rest = text.slice(value.end, value.end + 40);
  if (unitAfter.test(rest)) return null;
  if (isStrong(value.text)) return value;
  if (/^\d{3,20}$/.test(value.text)) return value;
  if (isStatus(value.text, abroad)) return null;
  const isPlain = value.text.length >= 4 && /^[\p{L}][\p{L}\p{M}'._-]*[!?*]*$/u.test(value.text);
  if (isPlain && clauseEnd.test(rest)) return value;
  return passphraseAt(text, at, /phrase|seed/.test(name) ? { wordsMin: 2, share: 0.4 } : { wordsMin: 3, share: 0.67 });
}

function pinAfter(text: string, from: number, window: string): Value | null {
  const statement =
    /^(?:\s{1,3}(?:number|code))?\s{0,2}[#]?(?:\s{1,3}(?:for|to|on|of|de|del|para)(?:\s{1,3}\S{1,20}){1,4}?)?(?:\s{1,3}(?:is|was|es|era|=|:))?\s{1,3}(?=\d{4,8}(?!\w))/.exec(
      window,
    );
  return statement === null ? null : valueAt(text, from + statement[0].length);
}

const gapWordsMax = 7;
/** After these words the value is something else than the password. */
const otherThing =
  /^(?:error|errors|code|codes|ticket|tickets|number|version|phone|date|case|link|page|url|policy|id|extension|ext|build|message|event|email|address|user|username|at|since|by|until|before|ip|login|reset)$/i;

/** "password for maria on the server is Xy12": a few words, then a verb, then a value that looks like nothing else. */
function afterGap(text: string, from: number): Value | null {
  const window = text.slice(from, from + windowChars).split(/[\n.!?;](?=\s|$)/, 1)[0] ?? '';
  let index = -1;
  for (const match of window.matchAll(/\S+/g)) {
    index += 1;
    const word = match[0].replace(/[,:"')]+$/, '');
    if (index > gapWordsMax || otherThing.test(word)) return null;
    const enclosed = match[0].startsWith('(') ? valueAt(text, from + match.index) : null;
    if (enclosed !== null && !/\s/.test(enclosed.text) && isStrong(enclosed.text)) return enclosed;
    const isVerb =
      /^(?:is|was|to|be|like|are|it'?s|=|:|->|es|era|est|c'est|était|serait|reste|ist|war|wäre|lautet|bleibt|è|é|sarebbe|rimane|ficou|continua|sigue|jest)$/iu.test(
        match[0],
      ) || /[:=]$/.test(match[0]);
    if (!isVerb) continue;
    const value = valueAt(text, from + match.index + match[0].length);
    if (value !== null && (isStrong(value.text) || (value.quoted && isPlainQuote(value.text)))) return value;
    const spelled = spelledAt(text, from + match.index + match[0].length);
    if (spelled !== null) return spelled;
  }
  return null;
}

/** 'not working' is what the screen says; four words and more are a passphrase. */
function isRemark(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length < 4 && words.some(isStatusWord) && !isStrong(text);
}

const isPlainQuote = (text: string) => !/\s/.test(text) && !isStatusWord(text) && !isHarmless(text);

/** "Hunter2 or Hunter3", "Hunter2, then Hunter3". */
function alternatives(text: string, from: number): Value[] {
  const found: Value[] = [];
  let end = from;
  const next =
    /^["')]?(?:\s{0,3}(?:for|on) \w{1,20})?\s{0,3}(?:,|\/|or|and|then|y|o|, ?or|, ?then|, ?and|and then)\s{1,3}(?:maybe\s{1,3}|also\s{1,3}|(?:(?:ahora|luego|después|despues|la (?:nueva|otra|vieja|anterior)) )+(?:es |era )?|(?:the|my) (?:new|old|other|second|next|first) (?:one|password|pw|pwd)\s{1,2}(?:is |was |= ?|: ?)?|for \w{1,20} (?:it is|it's|is) )?/i;
  for (let count = 0; count < 5; count += 1) {
    const link = next.exec(text.slice(end, end + 44));
    const value = link === null ? null : valueAt(text, end + link[0].length);
    if (value === null || !isStrong(value.text)) break;
    found.push(value);
    end = value.end;
  }
  return found;
}

const wordsBefore = 8;
const possessive =
  /^(?:my|the|our|his|her|their|your|a|as|new|old|current|temp|temporary|admin|wifi|wi-fi|windows|domain|email|rdp|login|server|quickbooks|qb|user|correct|right|previous|default|first|initial|for)$/i;

/** "Hunter2 is my password", "I use Hunter2 as password". */
function precedes(text: string, at: number): Value[] {
  const from = Math.max(0, at - 160);
  const before = text.slice(from, at);
  if (!verbBefore.test(before.slice(-verbChars))) return [];
  const spoken = spokenBefore(text, at);
  if (spoken !== null) return [spoken];
  const words = [...before.matchAll(/\S+/g)].slice(-wordsBefore);
  let index = words.length - 1;
  while (index >= 0 && possessive.test(words[index]?.[0] ?? '') && words[index]?.[0].toLowerCase() !== 'as') index -= 1;
  if (!/^(?:is|was|as|=|ist|es|est|è|é|jest|de|como)$/i.test(words[index]?.[0] ?? '')) return [];
  const candidate = words[index - 1];
  const value = candidate === undefined ? null : valueAt(text, from + candidate.index);
  if (value === null || isHarmless(value.text)) return [];
  return isStrong(value.text) || (value.quoted && isPlainQuote(value.text)) ? [value] : [];
}

const verbChars = 70;
const verbBefore = /(?:\s(?:is|was|as|=|ist|es|est|è|é|jest|for|de|como)|that'?s)\s/i;
const sentenceChars = 160;

/** A word of letters, digits and symbols is the password wherever the sentence is about one. */
function inSentences(text: string, names: readonly Name[]): Value[] {
  const found: Value[] = [];
  let seen = 0;
  for (const { at, end, word } of names) {
    if (word === 'pin') continue;
    const from = Math.max(seen, at - sentenceChars);
    const before = text.slice(from, Math.max(from, at));
    const lineStart = Math.max(before.lastIndexOf('\n'), before.search(/[.?]\s[^.?]*$/)) + 1;
    const after = (text.slice(end, end + sentenceChars).split('\n', 1)[0] ?? '').split(/[.?]\s/, 1)[0] ?? '';
    // What stands between two names is looked at once.
    const begin = Math.max(seen, from + lineStart);
    const stop = end + after.length;
    found.push(...unmistakableIn(text, begin, stop, at));
    seen = Math.max(seen, stop);
  }
  return found;
}

function unmistakableIn(text: string, begin: number, stop: number, at: number): Value[] {
  const part = text.slice(begin, stop);
  if (!/\d/.test(part)) return [];
  return [...part.matchAll(/\S+/g)].flatMap((match) => {
    const value = valueAt(text, begin + match.index);
    const isName =
      value === null || value.quoted || /^\w{1,40}=/.test(value.text) || (value.start <= at && value.end > at);
    return !isName && isUnmistakable(value.text) ? [value] : [];
  });
}

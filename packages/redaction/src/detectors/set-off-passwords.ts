import { isEveryday, isHarmless, isStrong, type Value, valueAt } from '../value.ts';

/** A word with a digit that could be a password: which one it is the words around it must say. */
const plausible = String.raw`["'(]{0,2}(?<word>(?=[^\s]{0,30}\d)(?=[^\s]{0,30}\p{L})[\p{L}\p{N}!@#$%^&*?._+=~-]{5,40})`;
const nearChars = 110;
const sentencesChars = 120;

/** "the password (X) stopped", "my password, X, and nothing happens", "our password – X – is". */
const setOff = new RegExp(
  String.raw`^["']?(?:s(?=\s))?(?:\s[\p{L}'-]{1,16}){0,5}?\s{0,2}(?:,|\(|-{1,2}\s|;|\?\s)\s{0,2}(?:(?:which|that)(?: is|'s)\s|(?:it )?still\s|(?:it's )?(?:always |again )?(?:the )?(?:same|usual|old|new)(?: one)?,?:?\s|i\.?e\.?,?\s|namely\s|it(?:'s| is| was)\s|its\s)?${plausible}(?=["']{0,2}\s{0,2}(?:[,;)]|-{1,2}(?:\s|$)|[.!?]{0,2}(?:\s|$)))`,
  'du',
);
/** "I sent you my password already its X", "new password. It's X". */
const announcedBy = new RegExp(
  String.raw`^[^\n?]{0,50}?(?:\s|[,.;:-]\s{0,2})(?:it'?s|it is|it was|it is still|still(?: the same)?,?|same as ever,|namely|which is|which was|that is|that's)\s{1,2}(?:just |still |now |really )?${plausible}(?![\p{L}\p{N}\\/@:])`,
  'diu',
);
/** "password is the dog's name Rufus1". */
const described = new RegExp(
  String.raw`^\s(?:is|was)\s(?:[\p{L}']{1,12}\s){1,5}?(?:name|names|word|nickname|birthday|like|plus)\s${plausible}(?=["']{0,2}\s{0,2}(?:[,;.!?)]|$|\s(?:and|but|with|for|i|it)\s))`,
  'diu',
);
/** "is X still my password?", "X used to be my password", "X, that's my password". */
const subject = new RegExp(
  String.raw`(?<![\p{L}\p{N}@\\/.-])${plausible}["')]{0,2}(?:,|\s-{1,2})?\s{1,2}(?:(?:that|this|which)(?:'?s| is| was)\s|used to be\s|(?:has|have|had) (?:always |never )?been\s|(?:can|could|should|must|may|might|will|would)(?:n't| not)? (?:still )?be\s|(?:is|was|isn't|wasn't|ist|es|est|è|é|era|war)\s|(?:still|not|really|now|even|no longer|actually|currently|as|for|like)\s|(?:still )?(?:works?|worked|serves?|used|valid|good|saved|set|stored|entered) (?:as|for|like)\s|be\s|=\s){1,3}(?:still\s|not\s|really\s|now\s|even\s|also\s|always\s)?(?:(?:my|our|the|his|her|their|your|a|old|new|current|right|correct|mi|mon|mein|la|il|meu|minha|le|das|computer|windows|server|wifi|email|login|same|admin|domain|outlook|quickbooks|qb|rdp|remote|portal|vpn|laptop|office|user|default|temp|temporary|first|other|main|actual|real|master)\s){1,3}["']?$`,
  'diu',
);
/** "X - my password - no longer works". */
const aside = new RegExp(
  String.raw`(?<![\p{L}\p{N}@\\/.-])(?<!(?:as|user|username|login|id|account|name)\s)${plausible}["')]{0,2}(?:,|\s-{1,2}|\s?\()\s{0,2}(?:my|our|the|his|her)(?:\s(?:old|new|current|usual|same|windows|email|server))?\s["']?$`,
  'diu',
);
/** "I put in X like always, my password…": what people do with passwords. */
const used = new RegExp(
  String.raw`(?<!\p{L})(?:put(?:ting)?(?: in)?|typ(?:e|ed|ing)(?: in)?|enter(?:ed|ing)?|us(?:e|ed|ing)|tr(?:y|ied|ying)|set(?: it)? to|chang(?:e|ed) (?:it )?(?:back )?to|key(?:ed)? in|accept(?:s|ed)?)\s{1,2}(?:in\s|with\s|always\s|only\s|just\s|the usual\s|my usual\s|good old\s){0,2}${plausible}(?![\p{L}\p{N}\\/@:])(?!["')]{0,2},?\s(?:and|then|as|for|plus|with)\s(?:then\s)?(?:my|the|a|his|her|our)?\s?(?:pass|pw|user|log|sign|name)(?!\w{0,8}\s(?:is|was|got|gets|fails|failed|doesn't|won't|isn't|still|keeps|never)\s?))`,
  'dgiu',
);
const question = new RegExp(
  String.raw`(?<!\p{L})(?:is|isn't|was|wasn't|should|shouldn't|could|would|can|why (?:is|isn't|doesn't))\s${plausible}["')]{0,2}\s{1,2}(?:(?:still|not|really|now|even|no longer|be|supposed|to|also|actually|always|been|ever|once|maybe)\s){0,4}(?:(?:my|our|the|his|her|a|right|correct|current|old|new|computer|windows|server|wifi|email|login|same|admin|domain|outlook|quickbooks|qb|rdp|remote|portal|vpn|laptop|office|user|default|temp|temporary|first|other|main|actual|real|master)\s){1,3}$`,
  'diu',
);

/** A password beside its name that something other than "is" sets off, where it looks like nothing else. */
export function setOffBeside(text: string, at: number, end: number): Value[] {
  return [...behind(text, end), ...ahead(text, at, end)];
}

function behind(text: string, end: number): Value[] {
  const after = text.slice(end, end + nearChars);
  if (!/\d/.test(after)) return [];
  return [setOff, announcedBy, described].flatMap((pattern) => toValues(text, end, pattern.exec(after)));
}

const determiner = /(?:^|\s)\p{L}{1,8}\s{1,3}["']?$/u;

function ahead(text: string, at: number, end: number): Value[] {
  const before = text.slice(Math.max(0, at - nearChars), at);
  if (!determiner.test(before.slice(-14)) || !/\d/.test(before)) return [];
  const from = at - before.length;
  const isAside = /^\s?(?:[-,)]|$)/.test(text.slice(end, end + 3));
  return [subject, question, ...(isAside ? [aside] : [])].flatMap((pattern) =>
    toValues(text, from, pattern.exec(before)),
  );
}

/** What people who write about a password use, type or put in, in the sentences around its name. */
export function usedNear(text: string, names: readonly { readonly at: number; readonly end: number }[]): Value[] {
  const found: Value[] = [];
  let seen = 0;
  for (const { at, end } of names) {
    const from = Math.max(seen, at - sentencesChars);
    // What stands between two names is looked at once.
    const part = text.slice(from, end + sentencesChars);
    seen = Math.max(seen, end + sentencesChars);
    if (/\d/.test(part))
      found.push(...[...part.matchAll(used)].flatMap((match) => toValues(text, from, match, isOrdinary)));
  }
  return found;
}

function toValues(text: string, offset: number, match: RegExpExecArray | null, isThing = isMachine): Value[] {
  const span = match?.indices?.groups?.word;
  if (span === undefined) return [];
  const value = valueAt(text.slice(0, offset + span[1]), offset + span[0]);
  if (value === null || isThing(value.text)) return [];
  const isSigned = signed.test(value.text) && /["')]/.test(text.charAt(value.end));
  return isSigned || (isStrong(value.text) && !isHarmless(value.text)) ? [value] : [];
}

/** "Srv2019!" in brackets: no sentence ends there, the sign is part of it. */
const signed = /^\p{L}+\d+[!@#$%^&*]+$/u;
const isMachine = (word: string) => /^\p{Lu}{2,6}-?\d{1,4}$|^[\p{L}]+-\d+$|^\d+-?\p{L}{1,6}$/u.test(word);
/** Everyday words with a number as well: "I use QuickBooks2023". */
const isOrdinary = (word: string) => isMachine(word) || isEveryday(word);

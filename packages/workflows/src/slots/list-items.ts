import { freeTextWords } from '../language/free-text-words.ts';
import { listWords } from '../language/list-words.ts';
import { nameWords, plain } from '../language/name-words.ts';
import { escapeRegex } from '../language/normalise.ts';

/** A name of a thing has no more words. */
const itemWordsMax = 4;

/** The things that a text names one after another, up to where it speaks of something else: "Excel, Word and Drake". */
export function itemsIn(text: string, language?: string): readonly string[] {
  const words = listWords(language);
  const items: string[] = [];
  for (const part of text.split(words.joint)) {
    const item = part.replace(words.lead, '').replace(words.trailer, '').trim();
    if (item === '') continue;
    if (!isItem(item, language)) break;
    items.push(item);
  }
  return items;
}

/** The things of a text that names two or more and says nothing else, whatever they are called; else null. */
export function onlyItems(text: string, language?: string): readonly string[] | null {
  const words = listWords(language);
  const items = text
    .split(words.joint)
    .map((part) => part.replace(words.lead, '').replace(words.trailer, '').trim())
    .filter((item) => item !== '');
  const isList = items.length > 1 && items.every((item) => isNamed(item, language) && !words.notItemBegin.test(item));
  return isList ? items : null;
}

const isItem = (item: string, language?: string): boolean =>
  isNamed(item, language) && !listWords(language).notItem.test(item);

/** Short, and no sentence. */
function isNamed(item: string, language?: string): boolean {
  const free = freeTextWords(language);
  return (
    item.split(/\s+/).length <= itemWordsMax &&
    /\p{L}/u.test(item) &&
    !/[@?]|[.!]\s/.test(item) &&
    !free.sentenceWord.test(item) &&
    !free.refusal.test(item) &&
    !free.noAnswer.has(plain(item)) &&
    !nameWords(language).acts.has(plain(item))
  );
}

/** What a message adds to things that were named before: "plus Zoom", "you forgot Excel and Word". */
export function addedItems(text: string, language?: string): readonly string[] {
  const words = listWords(language);
  return text.split(/[.!?;\n]+(?:\s|$)/).flatMap((sentence) => {
    const lead = words.adds.exec(sentence) ?? words.alsoBegins.exec(sentence);
    return lead === null ? [] : itemsIn(sentence.slice(lead.index + lead[0].length), language);
  });
}

/** Somebody comes to the people who were named. */
export const addsSomebody = (text: string, language?: string): boolean => listWords(language).somebody.test(text);

/** Something is added, in so many words. */
export const saysAdded = (text: string, language?: string): boolean => listWords(language).adds.test(text);

/** Of things that stand in a list, those that a message says are not to be in it: "take out Drake", "no Excel, please". */
export function droppedItems(text: string, items: readonly string[], language?: string): readonly string[] {
  const { drops, partEnd } = listWords(language);
  const parts = text.split(partEnd);
  return items.filter((item) => {
    const named = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(item)}(?![\\p{L}\\p{N}])`, 'iu');
    return parts.some((part) => {
      const at = named.exec(part)?.index;
      return at !== undefined && drops.test(part.slice(0, at));
    });
  });
}

/** They are said to have been told before: then the list may still be to be made. */
export const saysMissed = (text: string, language?: string): boolean => listWords(language).missed.test(text);

/** Both, each thing once, as one answer. */
export function withItems(standing: string, added: readonly string[], language?: string): string {
  const items = itemsIn(standing, language);
  const known = new Set(items.map(plain));
  const fresh = added.filter((item) => !known.has(plain(item)));
  return fresh.length === 0 ? standing : [...(items.length === 0 ? [standing] : items), ...fresh].join(', ');
}

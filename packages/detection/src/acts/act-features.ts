import type { FeatureBag } from '../engine/feature-bag.ts';
import { hashCode, hashFinish, hashStart, hashText } from '../engine/hash.ts';
import { stem } from '../engine/stem.ts';
import type { ActText } from './act-words.ts';
import type { LanguageWords } from './language.ts';
import type { OptionView, QuestionView } from './question-view.ts';

/** Groups of features, each weighted as one vector: words, words crossed with the kind of question, letters, letters crossed with it, flags. */
export type Bags = readonly [FeatureBag, FeatureBag, FeatureBag, FeatureBag, FeatureBag];

const wordSeed = hashCode(hashStart, 1);
const pairSeed = hashCode(hashStart, 2);
const negatedSeed = hashCode(hashStart, 3);
const letterSeed = hashCode(hashStart, 4);
const firstSeed = hashCode(hashStart, 5);
const gapSeed = hashCode(hashStart, 6);
const tripleSeed = hashCode(hashStart, 7);
const border = hashText(hashStart, '^');
const ending = hashText(hashStart, '$');

/** Part of a message: words `from` up to `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Fills the bags with what the words `span` of a message say where `question` is open. */
export function collectFeatures(
  bags: Bags,
  message: ActText,
  span: Span,
  question: QuestionView,
  language: LanguageWords,
): void {
  for (const bag of bags) bag.clear();
  const kindHash = hashText(hashStart, question.kind);
  addWords(bags[0], bags[1], message, span, kindHash, hashText(hashStart, question.group));
  addLetters(bags[2], bags[3], message, span, kindHash);
  for (const name of flags(message, span, question, language)) {
    const hash = hashText(hashStart, name);
    bags[4].add(hashFinish(hash), 1);
    bags[4].add(hashFinish(hashCode(hash, kindHash)), 1);
  }
}

function addWords(
  plain: FeatureBag,
  crossed: FeatureBag,
  message: ActText,
  span: Span,
  kindHash: number,
  groupHash: number,
): void {
  const { words, negated } = message;
  const hasClauses = message.clauses.length > 2;
  let before = border;
  let beforeThat = 0;
  for (let at = span.from; at <= span.to; at += 1) {
    const hash = at < span.to ? (words[at]?.hash ?? 0) : ending;
    if (at < span.to) {
      const one = hashCode(wordSeed, hash);
      plain.add(hashFinish(one), 1);
      crossed.add(hashFinish(hashCode(one, kindHash)), 1);
      crossed.add(hashFinish(hashCode(one, groupHash)), 1);
      if (hasClauses) {
        const placed = hashCode(one, placeOf(at, span, message.clauses));
        plain.add(hashFinish(placed), 1);
        crossed.add(hashFinish(hashCode(placed, groupHash)), 1);
      }
      if (negated[at] === 1) {
        const denied = hashCode(negatedSeed, hash);
        plain.add(hashFinish(denied), 1);
        crossed.add(hashFinish(hashCode(denied, groupHash)), 1);
      }
      if (at - span.from < 2) crossed.add(hashFinish(hashCode(hashCode(firstSeed, hash), groupHash)), 1);
    }
    const pair = hashCode(hashCode(pairSeed, before), hash);
    plain.add(hashFinish(pair), 1);
    crossed.add(hashFinish(hashCode(pair, kindHash)), 1);
    if (beforeThat !== 0) {
      plain.add(hashFinish(hashCode(hashCode(gapSeed, beforeThat), hash)), 1);
      plain.add(hashFinish(hashCode(hashCode(hashCode(tripleSeed, beforeThat), before), hash)), 1);
    }
    beforeThat = before;
    before = hash;
  }
}

/** Where in the message a word stands: its first clause, its last one, or between. What comes first is often the reply. */
function placeOf(at: number, span: Span, clauses: readonly number[]): number {
  if (at < (clauses[1] ?? span.to)) return 11;
  return at >= (clauses[clauses.length - 2] ?? span.from) ? 12 : 13;
}

const shortest = 2;
const longest = 5;

function addLetters(plain: FeatureBag, crossed: FeatureBag, message: ActText, span: Span, kindHash: number): void {
  for (let at = span.from; at < span.to; at += 1) {
    const word = message.words[at];
    if (word?.kind !== 'word') continue;
    const text = word.text;
    const size = text.length + 2;
    for (let from = 0; from < size - 1; from += 1) {
      let hash = letterSeed;
      for (let length = 1; length <= longest && from + length <= size; length += 1) {
        const position = from + length - 2;
        hash = hashCode(hash, position < 0 || position >= text.length ? 32 : text.charCodeAt(position));
        if (length < shortest) continue;
        plain.add(hashFinish(hash), 1);
        crossed.add(hashFinish(hashCode(hash, kindHash)), 1);
      }
    }
  }
}

function flags(message: ActText, span: Span, question: QuestionView, language: LanguageWords): string[] {
  const words = message.words.slice(span.from, span.to);
  const texts = words.map((word) => word.text);
  const names = [...question.names, `length:${lengthBucket(words.length)}`];
  if (texts.at(-1) === '?') names.push('ends:?');
  if (texts.includes('?')) names.push('has:?');
  if (texts.includes('!')) names.push('has:!');
  const clauses = message.clauses.filter((from) => from > span.from && from < span.to).length;
  names.push(`clauses:${Math.min(clauses, 4)}`);
  for (const shape of new Set(words.filter((word) => word.kind === 'value').map((word) => word.text)))
    names.push(`value:${shape}`);
  if (texts.some((text) => language.dateWords.has(text))) names.push('value:date word');
  if (texts.some((text) => language.numberWords.has(text))) names.push('value:number word');
  const first = texts[0] ?? '';
  if (language.yesWords.has(first)) names.push('first:yes');
  if (language.noWords.has(first)) names.push('first:no');
  const stems = words.filter((word) => word.kind === 'word').map((word) => stem(word.text));
  names.push(`ask overlap:${overlapBucket(stems, question.askContent)}`);
  if (question.options.length > 0) addOptionFlags(names, stems, question.options);
  return names;
}

function addOptionFlags(names: string[], stems: readonly string[], options: readonly OptionView[]): void {
  let best: OptionView | null = null;
  let most = 0;
  for (const option of options) {
    const likeness = likenessTo(stems, option);
    if (likeness > most) {
      most = likeness;
      best = option;
    }
  }
  names.push(
    `option:${most >= 1 ? 'equal' : most >= 0.8 ? 'whole' : most >= 0.5 ? 'most' : most > 0 ? 'some' : 'none'}`,
  );
  if (!best) return;
  if (best.isUnsure) names.push('option is unsure');
  for (const word of best.content) names.push(`option has:${word}`);
}

/** 1: the same words; 0.8 and more: all of the option's words are in the message; below: the share of them that is. */
function likenessTo(stems: readonly string[], option: OptionView): number {
  if (stems.length === option.stems.length && stems.every((one, at) => one === option.stems[at])) return 1;
  const wanted = option.content.size > 0 ? option.content : new Set(option.stems);
  let found = 0;
  for (const word of wanted) if (stems.includes(word)) found += 1;
  return (0.9 * found) / Math.max(1, wanted.size);
}

function overlapBucket(stems: readonly string[], content: ReadonlySet<string>): string {
  let found = 0;
  for (const word of content) if (stems.includes(word)) found += 1;
  return found > 2 ? 'much' : found > 0 ? 'some' : 'none';
}

function lengthBucket(words: number): string {
  for (const most of [1, 2, 4, 8, 15, 30]) if (words <= most) return String(most);
  return 'more';
}

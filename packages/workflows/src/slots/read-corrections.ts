import { distance } from 'fastest-levenshtein';
import { type CorrectionWords, correctionWords } from '../language/correction-words.ts';
import { freeTextWords } from '../language/free-text-words.ts';
import { momentWords } from '../language/moment-words.ts';
import { nameWords, plain } from '../language/name-words.ts';
import type { Answer } from '../state/state-schema.ts';
import { heardIn } from './extract.ts';
import { findMoment, zoneIn } from './find-moment.ts';
import { findModel, looksLikeId } from './heard-words.ts';
import { type Line, lineMentions, type Mention } from './line-mentions.ts';
import { namePartsIn, withPart } from './name-parts.ts';
import { mentions, optionsOf } from './parse-choice.ts';
import { findEmails, findPhone } from './parse-contact.ts';
import { readContrast } from './read-contrast.ts';
import { meansHerself, readName } from './read-name.ts';
import { resembles, revise } from './revise-answer.ts';
import { sentenceEnd } from './sentence-end.ts';
import type { SlotContext } from './slot-context.ts';

export interface CorrectionContext extends SlotContext {
  /** She was asked what to change, or sees the summary: no word for a correction is needed. */
  readonly cued?: boolean;
  /** The line that the open question is about: what names it is an answer. */
  readonly open?: string | null;
}

export interface Corrections {
  /** Lines with another answer than before. */
  readonly changed: readonly { readonly name: string; readonly answer: Answer }[];
  /** Lines that are wrong, and no new answer came with it: to be asked again. */
  readonly reopened: readonly string[];
}

/**
 * What a message changes of what was said before: "the start date is December 7 and role is Senior Clerk", "APP03, not APP02",
 * "sorry, I meant Tuesday", "no, 312 555 0134". As many lines as it names.
 *
 * @param lines what has an answer, the oldest first
 */
export function readCorrections(text: string, lines: readonly Line[], context: CorrectionContext): Corrections {
  const said = text.replace(/[‘’]/g, "'").replace(nameWords(context.words.language).spellingHint, '').trim();
  const words = correctionWords(context.words.language);
  const others = lines.filter(({ name, answer }) => name !== context.open && answer.v !== null);
  if (words.none.test(said)) return { changed: [], reopened: [] };
  const found = new Map<string, Answer>();
  const reopened = new Set<string>();
  for (const { name, answer } of byNamePart(said, others, context)) found.set(name, answer);
  for (const part of readMentions(said, others, words, context)) {
    if (found.has(part.name)) continue;
    if (part.answer !== null) found.set(part.name, part.answer);
    else reopened.add(part.name);
  }
  if (found.size === 0 && reopened.size === 0) {
    for (const { name, answer } of byContrast(said, others, context)) found.set(name, answer);
    if (found.size === 0) for (const { name, answer } of byPhrase(said, others, context)) found.set(name, answer);
    if (found.size === 0) for (const { name, answer } of byValue(said, others, words, context)) found.set(name, answer);
    if (found.size === 0) for (const name of denied(said, others, words, context)) reopened.add(name);
  }
  for (const { name, answer } of byParts(said, others, words, {
    ...context,
    cued: context.cued === true || found.size > 0 || words.cue.test(said),
  }))
    if (!found.has(name) && !isIn(answer, [...found.values()])) found.set(name, answer);
  return {
    changed: [...found].map(([name, answer]) => ({ name, answer })),
    reopened: [...reopened].filter((name) => !found.has(name)),
  };
}

/** What one line has got is not meant for another one as well: "Rose Pike, not Rosa" is no new manager. */
const isIn = ({ t: text }: Answer, others: readonly Answer[]): boolean =>
  others.some((other) => plain(other.t).includes(plain(text)));

type Change = { readonly name: string; readonly answer: Answer };

/** What the clauses change each for itself: "not APP02, it's APP03, and make it 11 pm", "he stays longer. make it 9". */
function byParts(
  text: string,
  lines: readonly Line[],
  words: CorrectionWords,
  context: CorrectionContext & { readonly cued: boolean },
): Change[] {
  const parts = text.split(words.clauseEnd).filter((part) => part.trim() !== '');
  if (!context.cued || parts.length < 2 || parts.length > partsMax) return [];
  // A clause that names a line was read as that.
  const others = parts.filter((part) => lineMentions(part, lines, context.words.language).length === 0);
  // "He is in till nine, make it ten": the wish comes first.
  const { wish } = momentWords(context.words.language);
  const wished = others.toSorted((a, b) => Number(wish.test(b)) - Number(wish.test(a)));
  const seen = new Set<string>();
  const changes = wished.flatMap((part) => {
    const contrast = contrastIn(part, lines, context);
    return contrast === null ? byKind(part, lines, words, context) : [contrast];
  });
  return wished.length > 0 && wish.test(wished[0] ?? '')
    ? changes.filter(({ name }) => seen.size < seen.add(name).size)
    : changes;
}

/** A text of more clauses tells a story. */
const partsMax = 8;

/** "The surname is spelled with a y: Kowalsky", "first name is Ann": that part of the name that is nearest to it. */
function byNamePart(text: string, lines: readonly Line[], context: CorrectionContext): Change[] {
  const { language } = context.words;
  const names = lines.filter(({ slot }) => slot.type === 'name');
  if (names.length === 0) return [];
  return namePartsIn(text, language).flatMap(({ part, value }) => {
    const revised = names.map((line) => ({ line, name: withPart(String(line.answer.v), part, value, language) }));
    const fitting = revised.filter(({ name }) => name !== null);
    const nearest = fitting.toSorted((a, b) => farFrom(a) - farFrom(b) || standsFor(b.line) - standsFor(a.line))[0];
    const answer = nearest?.name == null ? null : revise(nearest.line, nearest.name, null, context);
    return nearest === undefined || answer === null ? [] : [{ name: nearest.line.name, answer }];
  });
}

/** How much of a name changes; more than a spelling says nothing of which one is meant. */
function farFrom({ line, name }: { readonly line: Line; readonly name: string | null }): number {
  const letters = distance(plain(String(line.answer.v)), plain(name ?? ''));
  return letters <= spellingMax ? letters : spellingMax + 1;
}

const spellingMax = 3;

/** Of the names of a request, the one that it is about. */
const standsFor = ({ slot }: Line): number => (slot.type === 'name' && slot.find ? 1 : 0);

/** Lines by their names. */
function readMentions(
  text: string,
  lines: readonly Line[],
  words: CorrectionWords,
  context: CorrectionContext,
): { name: string; answer: Answer | null }[] {
  const { language } = context.words;
  const found = lineMentions(text, lines, language);
  const isQuestion = /\?\s*$/.test(text);
  const isMeant = isCued(text, words, context);
  return found.flatMap((mention): { name: string; answer: Answer | null }[] => {
    const { line, tail, start } = mention;
    const before = lastClause(text.slice(0, start));
    const isChange = words.changes.test(before);
    const isWrong = words.wrong.test(before) || words.filler.test(tail) || words.wrong.test(lastClauseEnd(tail));
    const value = valueIn(mention, words, context);
    const isSaid = words.copula.test(tail.replace(words.filler, '')) && isAlike(line, value);
    if (value !== null && (isMeant || isChange || isWrong || isSaid) && !(isQuestion && !isChange && !isMeant))
      return [{ name: line.name, answer: value }];
    const isEmpty =
      tail
        .replace(words.filler, '')
        .replace(words.trailer, '')
        .replace(/[\s.!,]/g, '') === '' ||
      words.wrong.test(tail) ||
      freeTextWords(language).refusal.test(tail.replace(words.filler, ''));
    return value === null && isEmpty && (isChange || isWrong) ? [{ name: line.name, answer: null }] : [];
  });
}

/** Without a word for a correction, what is said of a thing with a name of its own is a new name only where it looks like one. */
function isAlike({ slot, answer }: Line, value: Answer | null): boolean {
  const isNamed = (text: string) => /[\p{Lu}\d]/u.test(text);
  return slot.type !== 'text' || value === null || !isNamed(answer.t) || isNamed(value.t);
}

const lastClause = (text: string) => text.split(/[,;.!?\n]/).at(-1) ?? '';
const lastClauseEnd = (tail: string) => (tail.split(/\s+/).length <= 4 ? tail : '');

/** The new answer after the name of a line. */
function valueIn({ line, tail }: Mention, words: CorrectionWords, context: CorrectionContext): Answer | null {
  const { language } = context.words;
  const rest = tail.replace(words.filler, '');
  const isStanding = (unwanted: string) => resembles(line, unwanted, context) !== null;
  const contrast = readContrast(rest, language, isStanding);
  const wanted = contrast === null ? rest : contrast.wanted;
  const value = wanted
    .replace(words.copula, '')
    .replace(words.trailer, '')
    .replace(/^[\s,.:;-]+|[\s,;]+$/g, '')
    .replace(/(?<!\b\p{L})[.!]+$/u, '');
  if (contrast === null && words.notValue.test(value)) return null;
  if (line.slot.type === 'text' && line.slot.makes.length > 0) {
    const model = findModel(value, line.slot.makes, language);
    if (model !== null) return revise(line, model, null, context);
  }
  const unwanted = contrast?.unwanted.replace(words.copula, '') ?? null;
  const [own = ''] = value.split(sentenceEnd);
  const inSentence = () => revise(line, own.replace(words.trailer, ''), unwanted, context);
  // What is told at length may have sentences; a name may have a title before it.
  if (line.slot.type === 'text')
    return line.slot.max_length > namedMax ? revise(line, value, unwanted, context) : inSentence();
  return revise(line, value, unwanted, context) ?? inSentence();
}

/** Longer answers are told, not named. */
const namedMax = 200;

/** "APP03, not APP02": the line is the one that has the answer which is not meant. */
function byContrast(text: string, lines: readonly Line[], context: CorrectionContext): Change[] {
  const parts = text
    .split(correctionWords(context.words.language).joints)
    .map((part) => contrastIn(part, lines, context))
    .filter((change) => change !== null);
  // "Not APP02 and not APP01 but APP03" is one; of two, each has a line of its own.
  if (new Set(parts.map(({ name }) => name)).size > 1) return parts;
  const whole = contrastIn(text, lines, context);
  return whole === null ? parts : [whole];
}

function contrastIn(text: string, lines: readonly Line[], context: CorrectionContext): Change | null {
  const { language } = context.words;
  const standing = (unwanted: string) => lines.some((line) => resembles(line, unwanted, context) !== null);
  const contrast = readContrast(text, language, standing);
  if (contrast === null) return null;
  const likely = lines
    .filter((line) => !isOwnName(line, contrast.unwanted, context))
    .map((line) => ({ line, like: resembles(line, contrast.unwanted, context) }))
    .filter(({ like }) => like !== null)
    .toSorted((a, b) =>
      a.like === b.like ? lines.indexOf(b.line) - lines.indexOf(a.line) : a.like === 'same' ? -1 : 1,
    );
  for (const { line } of likely) {
    const answer = revise(line, contrast.wanted, contrast.unwanted, context);
    if (answer !== null) return { name: line.name, answer };
  }
  return null;
}

/** "She starts Monday": what the definition listens for. */
function byPhrase(text: string, lines: readonly Line[], context: CorrectionContext): Change[] {
  return lines.flatMap(({ name, slot, answer }) => {
    if (['choice', 'error_code', 'yes_no'].includes(slot.type)) return [];
    const heard = heardIn(slot, text, context);
    return heard === null || heard.v === answer.v ? [] : [{ name, answer: heard }];
  });
}

/** "I meant 100 GB": the value itself tells which line it belongs to, or else it is the newest one's. */
function byValue(text: string, lines: readonly Line[], words: CorrectionWords, context: CorrectionContext): Change[] {
  const found = byKind(text, lines, words, context);
  const last = lines.findLast(({ slot }) => !['choice', 'yes_no'].includes(slot.type));
  if (found.length > 0 || last === undefined || !words.meant.test(text) || !isCued(text, words, context)) return found;
  // A clause that changes a line of its own kind is what is meant: "he prints till nine. make it ten".
  if (byParts(text, lines, words, { ...context, cued: true }).length > 0) return found;
  const meant = revise(last, valueOnly(text, words), null, context);
  return meant === null ? [] : [{ name: last.name, answer: meant }];
}

const isCued = (text: string, words: CorrectionWords, { cued }: CorrectionContext): boolean =>
  cued === true || words.cue.test(text);

const valueOnly = (text: string, words: CorrectionWords): string =>
  text
    .replace(words.lead, '')
    .replace(words.trailer, '')
    .replace(/[.!\s]+$/, '')
    .trim();

function byKind(text: string, lines: readonly Line[], words: CorrectionWords, context: CorrectionContext): Change[] {
  if (!isCued(text, words, context)) return [];
  const isCue = words.cue.test(text);
  const rest = valueOnly(text, words);
  if (rest === '' || /\?$/.test(rest)) return [];
  const newest = lines.toReversed();
  for (const fits of kinds) {
    const likely = newest.filter((line) => fits(line, rest, context));
    // Without a word for it, a value that two lines may have changes neither.
    if (likely.length > 1 && !isCue) continue;
    for (const line of likely) {
      const part = line.slot.type === 'name' ? misspeltPart(String(line.answer.v), rest) : null;
      const answer = revise(line, rest, part, context);
      if (answer !== null) return [{ name: line.name, answer }];
    }
  }
  return [];
}

type Fits = (line: Line, text: string, context: CorrectionContext) => boolean;

/** Which line a value belongs to, the surest sign first. */
const kinds: readonly Fits[] = [
  ({ slot, answer }, text) =>
    findEmails(text).length > 0 &&
    (slot.type === 'email' || (slot.type === 'username' && String(answer.v).includes('@'))),
  ({ slot }, text, { country }) =>
    slot.type === 'phone' && (findPhone(text, country) !== null || /^\+?[\d\s().-]{7,}$/.test(text)),
  ({ slot, answer }, text, context) => {
    const isId = (said: string) =>
      looksLikeId(said, said, context.words.language) && findMoment(said, context) === null;
    return ['text', 'username'].includes(slot.type) && isId(text) && String(answer.v).split(', ').every(isId);
  },
  ({ slot, answer }, text) =>
    ['text', 'name', 'username', 'email'].includes(slot.type) && isSpelling(String(answer.v), text),
  ({ slot, answer }, text) => slot.type === 'name' && misspeltPart(String(answer.v), text) !== null,
  ({ slot, answer }, text, { lists }) => {
    if (slot.type !== 'choice') return false;
    const [option, second] = mentions(text, optionsOf(slot, lists));
    return option !== undefined && second === undefined && option.value !== answer.v;
  },
  ({ slot }, text) => slot.type === 'percent' && /^\d{1,3}\s*%$/.test(text),
  ({ slot }, text) => slot.type === 'number' && /^\d{1,6}$/.test(text),
  ({ slot }, text, context) =>
    ['date', 'datetime'].includes(slot.type) && text.split(/\s+/).length <= 8 && findMoment(text, context) !== null,
  ({ slot }, text, { words, zone }) =>
    slot.type === 'datetime' && text.split(/\s+/).length <= 3 && zoneIn(text, zone, words.language) !== null,
  ({ slot }, text, { words }) => slot.type === 'name' && readName(text, words.language)?.includes(' ') === true,
];

/** The same word, spelled in another way. */
function isSpelling(standing: string, text: string): boolean {
  const [a, b] = [plain(standing), plain(text)];
  return (
    a !== b &&
    Math.min(a.length, b.length) >= 4 &&
    distance(a, b) <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 5))
  );
}

/** The word of a name that a text spells in another way. */
function misspeltPart(standing: string, text: string): string | null {
  const parts = standing.split(/\s+/);
  if (parts.length < 2 || /\s/.test(text)) return null;
  return parts.find((part) => isSpelling(part, text)) ?? null;
}

/** "Not mine" says nothing against her own name. */
const isOwnName = ({ name }: Line, text: string, { words }: CorrectionContext): boolean =>
  name === 'name' && meansHerself(text, words.language);

/** "Not the network": wrong, and nothing in its place. */
function denied(text: string, lines: readonly Line[], words: CorrectionWords, context: CorrectionContext): string[] {
  for (const form of words.denials) {
    const unwanted = form.exec(text)?.groups?.y;
    if (unwanted === undefined) continue;
    const line = lines.findLast(
      (candidate) => !isOwnName(candidate, unwanted, context) && resembles(candidate, unwanted, context) === 'same',
    );
    if (line !== undefined) return [line.name];
  }
  return [];
}

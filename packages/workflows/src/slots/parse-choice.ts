import { distance } from 'fastest-levenshtein';
import type { Choice, ChoiceMeaning, ChoiceSlot } from '../definition/slot-schema.ts';
import { type ChoiceWords, choiceWords, countMark } from '../language/choice-words.ts';
import { keptByObject, keptByText } from '../language/kept.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { Words } from '../replies/reply-types.ts';
import { withoutEmails } from './parse-contact.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

export interface Option {
  readonly value: string | number;
  readonly label: string;
  readonly text: string;
  readonly synonyms: readonly string[];
  readonly answers: readonly string[];
  readonly wins: boolean;
  readonly beside: readonly (string | number)[];
  readonly means?: ChoiceMeaning | undefined;
}

/** The options of a choice, from the file or from the configured list it names. */
export function optionsOf(slot: ChoiceSlot, lists: SlotContext['lists']): readonly Option[] {
  if (slot.list === undefined) return choicesOf(slot);
  return (lists[slot.list] ?? []).map(({ value, label }) => ({
    value,
    label: label.length <= 20 ? label : value.slice(0, 20),
    text: label,
    synonyms: [label, value, value.replace(/\s+/g, ''), ...numbersIn(value)],
    answers: [],
    wins: false,
    beside: [],
  }));
}

/** The choices that a file states, made once: their names are compared with every message. */
const choicesOf = keptByObject((slot: ChoiceSlot): readonly Option[] => (slot.choices ?? []).map(toOption));

function toOption(choice: Choice): Option {
  return {
    value: choice.value,
    label: choice.label,
    text: choice.text ?? choice.label,
    synonyms: choice.synonyms,
    answers: choice.answers,
    wins: choice.wins,
    beside: choice.beside,
    means: choice.means,
  };
}

/** "100" and "100 gigs" mean the plan "100 GB". */
function numbersIn(value: string): string[] {
  const number = /^(\d+)\s*gb$/i.exec(value)?.[1];
  return number === undefined ? [] : [number, `${number} gig`, `${number} gigs`, `${number} gigabytes`, `${number}g`];
}

/** Reads a choice from an answer to its question: button, synonym, ordinal, number, yes or no, or a close misspelling. */
export function parseChoice(text: string, offered: readonly Option[], words: Words): Parsed {
  const around = choiceWords(words.language);
  const options = offered.map((option) => withOwnWords(option, around));
  const said = plain(text, around);
  const exact = exactOption(said, options, around);
  if (exact !== undefined) return toParsed(exact);
  const found = mentions(text, options, words.language);
  const mentioned = found.length > 0 ? found : misspelt(text, options, words.language);
  if (mentioned.length === 1 && mentioned[0] !== undefined) return toParsed(mentioned[0]);
  const together = bothOf(mentioned, words);
  if (together !== null) return together;
  if (mentioned.length > 1) return notParsed(words('hint.which', { options: eitherOf(words, mentioned) }));
  const ordinal = byPosition(said, options, around) ?? byNumber(said, options, around);
  if (ordinal !== undefined) return toParsed(ordinal);
  const close = options.filter((option) => namesOf(option, around).some((name) => isTypo(said, name)));
  if (close.length === 1 && close[0] !== undefined) return toParsed(close[0]);
  const answered = byYesNo(text, options, words.language);
  return answered === undefined ? notParsed() : toParsed(answered);
}

/** Several that are true together: "can't send, can't receive". The first of the list is what conditions see. */
export function bothOf(options: readonly Option[], words: Words): Parsed | null {
  const [first] = options;
  const agree = (a: Option, b: Option) => a === b || a.beside.includes(b.value) || b.beside.includes(a.value);
  if (first === undefined || options.length < 2 || !options.every((a) => options.every((b) => agree(a, b))))
    return null;
  const all = new Intl.ListFormat(words.language, { type: 'conjunction' }).format(options.map(({ text }) => text));
  return parsed(first.value, all);
}

const exactOption = (said: string, options: readonly Option[], around: ChoiceWords): Option | undefined =>
  options.find((option) => namesOf(option, around).some((name) => name === said));

/** Whether a text is the name of an option, and nothing else: a pressed button, a synonym. */
export function namesExactly(text: string, offered: readonly Option[], language: string): boolean {
  const around = choiceWords(language);
  const options = offered.map((option) => withOwnWords(option, around));
  return exactOption(plain(text, around), options, around) !== undefined;
}

const eitherOf = (words: Words, options: readonly Option[]): string =>
  new Intl.ListFormat(words.language, { type: 'disjunction' }).format(options.map(({ label }) => `"${label}"`));

/** With what counts as the answer only. Yes and no come in too many words to be compared. */
const withOwnWords = (option: Option, words: ChoiceWords): Option => ownWordsKept(option)(words);
const ownWordsKept = keptByObject((option: Option) =>
  keptByObject((words: ChoiceWords): Option => {
    const shared =
      option.means === undefined ? [] : [option.label, option.text, ...(words.meanings[option.means]?.answers ?? [])];
    const own = [...option.answers, ...shared].filter((answer) => answer !== 'yes' && answer !== 'no');
    return own.length === 0 ? option : { ...option, synonyms: [...option.synonyms, ...own] };
  }),
);

function byYesNo(text: string, options: readonly Option[], language: string): Option | undefined {
  const said = readYesNo(text, language);
  return options.find(({ answers }) => answers.some((answer) => answer === said));
}

export function toParsed(option: Option): Parsed {
  return parsed(option.value, option.text);
}

/** What the option is called, as `plain` reads it. */
export const namesOf = (option: Option, words: ChoiceWords): readonly string[] => namesKept(option)(words);
const namesKept = keptByObject((option: Option) =>
  keptByObject((words: ChoiceWords): readonly string[] => {
    // "Everyone" alone is the answer to who is affected, and says nothing elsewhere: "everyone knows about it".
    const own =
      option.means === undefined ? [option.label, option.text] : (words.meanings[option.means]?.synonyms ?? []);
    const all = [...own, ...option.synonyms];
    const names = all.map((name) => plain(name.replaceAll('{count}', countMark), words));
    return [...new Set(names)].filter((name) => name !== '');
  }),
);

/** Without articles, possessives and apostrophes: "asking for a password" is "asking for my password". */
function plain(text: string, { article }: Pick<ChoiceWords, 'article'>): string {
  const said = bare(text).replaceAll("'", '');
  const short = said.replace(article, '');
  return short === '' ? said : short;
}

/** Without clauses that only ask what something costs: "what would 200 GB more cost". */
export function withoutPrices(text: string, language?: string): string {
  const words = choiceWords(language);
  if (!words.price.test(text)) return text;
  const isQuestion = (clause: string) => words.price.test(clause) && (words.asks.test(clause) || /\?\s*$/.test(clause));
  return text
    .split(words.clauseEnd)
    .filter((clause) => !isQuestion(clause))
    .join(', ');
}

/** Options named in a text and not negated there; a longer name wins over a shorter one inside it. */
export function mentions(text: string, options: readonly Option[], language?: string): Option[] {
  const words = choiceWords(language);
  const said = plain(
    withoutPrices(withoutEmails(text).replace(words.notThings, ' '), language).replace(words.noBefore, ''),
    words,
  );
  const hits = options.flatMap((option) =>
    namesOf(option, words).flatMap((name) => {
      const found = findWhole(said, name, words);
      return found === null || isNegated(said, found.start, option, words) ? [] : [{ option, ...found }];
    }),
  );
  const kept = hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.option !== hit.option &&
          other.start <= hit.start &&
          other.end >= hit.end &&
          other.end - other.start > hit.end - hit.start,
      ),
  );
  const named = [...new Set(kept.map((hit) => hit.option))];
  const winner = named.find((option) => option.wins);
  return winner === undefined ? named : [winner];
}

const wholeName = keptByText((name) => new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(name)}(?![\\p{L}\\p{N}%])`, 'u'));

function findWhole(said: string, name: string, words: ChoiceWords): { start: number; end: number } | null {
  const isCounted = name.includes(countMark);
  if (!isCounted && !said.includes(name)) return null;
  const match = (isCounted ? words.counted(name) : wholeName(name)).exec(said);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/** "not the printer", "isn't Outlook", "rather than 100 GB", "skip the clean-up" */
function isNegated(said: string, at: number, { synonyms }: Option, words: ChoiceWords): boolean {
  const before = said.slice(0, at);
  return (
    words.negated.test(before) || (words.lacking.test(before) && !synonyms.some((synonym) => words.lacks.test(synonym)))
  );
}

/** Place in a list of that length that a text names ("the second one", "b", "2"): 0, 1, …; undefined where it names none. */
export function parsePosition(said: string, length: number, words: ChoiceWords): number | undefined {
  const rest = said
    .split(' ')
    .filter((word) => !words.fillers.has(word))
    .join(' ');
  const at = words.last.has(rest)
    ? length - 1
    : /^[1-8]$/.test(rest)
      ? Number(rest) - 1
      : /^[a-h]$/.test(rest)
        ? rest.charCodeAt(0) - 97
        : words.ordinals.indexOf(rest);
  return at >= 0 && at < length ? at : undefined;
}

function byPosition(said: string, options: readonly Option[], words: ChoiceWords): Option | undefined {
  const rest = said
    .split(' ')
    .filter((word) => !words.fillers.has(word))
    .join(' ');
  const sizes = options.map((option) => Number.parseFloat(String(option.value)));
  // "The biggest" of plans that are told by a size.
  if (!sizes.some(Number.isNaN) && words.biggest.has(rest)) return options[sizes.indexOf(Math.max(...sizes))];
  if (!sizes.some(Number.isNaN) && words.smallest.has(rest)) return options[sizes.indexOf(Math.min(...sizes))];
  return words.last.has(rest) ? options.at(-1) : options[words.ordinals.indexOf(rest)];
}

function byNumber(said: string, options: readonly Option[], words: ChoiceWords): Option | undefined {
  const match = words.position.exec(said);
  // A bare digit names a position only when no option is a number itself.
  if (match?.[1] === undefined || options.some((option) => typeof option.value === 'number')) return undefined;
  return options[Number(match[1]) - 1];
}

/** Options whose name stands in the text with one slip in a word, or with a vowel drawn out: "its ofline again", "sooo slow". */
export function misspelt(text: string, options: readonly Option[], language?: string): Option[] {
  const short = text.replace(/(\p{L})\1{2,}/giu, '$1');
  const folded = short === text ? [] : mentions(short, options, language);
  if (folded.length > 0) return folded;
  const around = choiceWords(language);
  const known = options
    .flatMap((option) => namesOf(option, around))
    .filter((name) => !name.includes(' ') && name.length >= slipMin);
  const words = plain(short, around).split(' ');
  const mended = words.map((word) =>
    word.length < slipMin - 1 ? word : (known.find((name) => isSlip(word, name)) ?? word),
  );
  return mended.every((word, at) => word === words[at]) ? [] : mentions(mended.join(' '), options, language);
}

/** Shorter words are other words as soon as a letter changes. */
const slipMin = 6;

/** One letter more, less or another, or two that changed places; the first is right. */
function isSlip(word: string, name: string): boolean {
  if (word === name || word[0] !== name[0] || /\d/.test(word)) return false;
  const swapped = word.length === name.length && [...word].toSorted().join('') === [...name].toSorted().join('');
  // "Prints" is no slip of "printer".
  const isEnding = word.slice(0, -1) === name.slice(0, word.length - 1) && Math.abs(word.length - name.length) <= 1;
  return !isEnding && (distance(word, name) === 1 || (swapped && distance(word, name) === 2));
}

function isTypo(said: string, name: string): boolean {
  if (name.length < 5 || Math.abs(said.length - name.length) > 2) return false;
  return distance(said, name) <= (name.length >= 9 ? 2 : 1);
}

import { distance } from 'fastest-levenshtein';
import type { Choice, ChoiceSlot } from '../definition/slot-schema.ts';
import { keptByObject, keptByText } from '../language/kept.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

export interface Option {
  readonly value: string | number;
  readonly label: string;
  readonly text: string;
  readonly synonyms: readonly string[];
  readonly answers: readonly string[];
  readonly wins: boolean;
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
  };
}

/** "100" and "100 gigs" mean the plan "100 GB". */
function numbersIn(value: string): string[] {
  const number = /^(\d+)\s*gb$/i.exec(value)?.[1];
  return number === undefined ? [] : [number, `${number} gig`, `${number} gigs`, `${number} gigabytes`, `${number}g`];
}

/** Reads a choice from an answer to its question: button, synonym, ordinal, number, yes or no, or a close misspelling. */
export function parseChoice(text: string, offered: readonly Option[]): Parsed {
  const options = offered.map(withOwnWords);
  const said = plain(text);
  const exact = options.find((option) => namesOf(option).some((name) => name === said));
  if (exact !== undefined) return toParsed(exact);
  const mentioned = mentions(said, options);
  if (mentioned.length === 1 && mentioned[0] !== undefined) return toParsed(mentioned[0]);
  if (mentioned.length > 1)
    return notParsed(`Did you mean ${mentioned.map((option) => `"${option.label}"`).join(' or ')}?`);
  const ordinal = byPosition(said, options) ?? byNumber(said, options);
  if (ordinal !== undefined) return toParsed(ordinal);
  const close = options.filter((option) => namesOf(option).some((name) => isTypo(said, name)));
  if (close.length === 1 && close[0] !== undefined) return toParsed(close[0]);
  const answered = byYesNo(text, options);
  return answered === undefined ? notParsed() : toParsed(answered);
}

/** With what counts as the answer only. Yes and no come in too many words to be compared. */
const withOwnWords = keptByObject((option: Option): Option => {
  const own = option.answers.filter((answer) => answer !== 'yes' && answer !== 'no');
  return own.length === 0 ? option : { ...option, synonyms: [...option.synonyms, ...own] };
});

function byYesNo(text: string, options: readonly Option[]): Option | undefined {
  const said = readYesNo(text);
  return options.find(({ answers }) => answers.some((answer) => answer === said));
}

/** True when the text is nothing but the name of an option. */
export function namesOption(text: string, options: readonly Option[]): boolean {
  const said = plain(text);
  return options.some((option) => namesOf(option).includes(said));
}

export function toParsed(option: Option): Parsed {
  return parsed(option.value, option.text);
}

/** What the option is called, as `plain` reads it. */
export const namesOf = keptByObject((option: Option): readonly string[] =>
  [...new Set([option.label, option.text, ...option.synonyms].map(plain))].filter((name) => name !== ''),
);

/** Without articles, possessives and apostrophes: "asking for a password" is "asking for my password". */
function plain(text: string): string {
  const said = bare(text).replaceAll("'", '');
  const short = said.replace(/(?<!\S)(?:a|an|the|my|our|your|his|her|their|its) (?=\S)/g, '');
  return short === '' ? said : short;
}

/** Options named in a text and not negated there; a longer name wins over a shorter one inside it. */
export function mentions(text: string, options: readonly Option[]): Option[] {
  const said = plain(text);
  const hits = options.flatMap((option) =>
    namesOf(option).flatMap((name) => {
      const at = findWhole(said, name);
      return at < 0 || isNegated(said, at) ? [] : [{ option, start: at, end: at + name.length }];
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

function findWhole(said: string, name: string): number {
  return said.includes(name) ? said.search(wholeName(name)) : -1;
}

/** "not the printer", "isn't Outlook", "rather than 100 GB" */
function isNegated(said: string, at: number): boolean {
  const before = said.slice(Math.max(0, at - 28), at);
  return /(?:\bnot|\b(?:is|are|was|were|do|does|did|have|has|had|ca|wo|could|would|should|ai)nt|\bno longer|\brather than|\binstead of|\bexcept|\bother than|\bwithout)\s+(?:(?:on|in|at|the|a|an|my|our|from|for|its|is|about|that|really|just|using|use|have|to)\s+){0,2}$/.test(
    before,
  );
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

function byPosition(said: string, options: readonly Option[]): Option | undefined {
  const bySize = bySizeWord(said, options);
  if (bySize !== undefined) return bySize;
  const match =
    /^(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|last)(?: one| option)?(?: please)?$/.exec(said);
  if (match?.[1] === undefined) return undefined;
  return match[1] === 'last' ? options.at(-1) : options[ordinals.indexOf(match[1])];
}

/** "The biggest" of plans that are told by a size. */
function bySizeWord(said: string, options: readonly Option[]): Option | undefined {
  const match =
    /^(?:take )?(?:(biggest|largest|most)|(smallest|cheapest|least))(?: one| plan| option)?(?: please)?$/.exec(said);
  const sizes = options.map((option) => Number.parseFloat(String(option.value)));
  if (match === null || sizes.some(Number.isNaN)) return undefined;
  return options[sizes.indexOf(match[1] === undefined ? Math.min(...sizes) : Math.max(...sizes))];
}

function byNumber(said: string, options: readonly Option[]): Option | undefined {
  const match = /^(?:option |number |#)?([1-8])$/.exec(said);
  // A bare digit names a position only when no option is a number itself.
  if (match?.[1] === undefined || options.some((option) => typeof option.value === 'number')) return undefined;
  return options[Number(match[1]) - 1];
}

function isTypo(said: string, name: string): boolean {
  if (name.length < 5 || Math.abs(said.length - name.length) > 2) return false;
  return distance(said, name) <= (name.length >= 9 ? 2 : 1);
}

import { choiceBars, peopleQuestion } from '@acebuddy/detection';
import type { ChoiceSlot } from '../definition/slot-schema.ts';
import { activeRun, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { choiceWords } from '../language/choice-words.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { saysAny } from '../language/phrases.ts';
import { heardIn } from '../slots/extract.ts';
import { mentions, namesExactly, type Option, optionsOf, toParsed } from '../slots/parse-choice.ts';
import type { Parsed } from '../slots/slot-context.ts';
import type { Answer, Run } from '../state/state-schema.ts';

/** What the reader makes of a message for a choice. */
interface ReadOption {
  /** Null: none of them. */
  readonly option: Option | null;
  readonly confidence: number;
}

/** The option that a message chooses, as far as there are lines for the question; else null. */
function readOption(
  turn: Turn,
  { workflow }: Pick<Run, 'workflow'>,
  name: string,
  slot: ChoiceSlot,
  text: string,
): ReadOption | null {
  if (wordCount(text) < wordsMin) return null;
  const isPeople = asksPeople(slot);
  const { id } = workflowOf(turn, workflow).definition;
  const read = turn.choices(isPeople ? peopleQuestion : `${id}.${name}`, text, turn.language);
  if (read === null) return null;
  const options = optionsOf(slot, turn.context.settings.lists);
  const option = options.find(({ means, value }) => (isPeople ? means : String(value)) === read.option);
  // An option that this question does not have says nothing of those it has.
  return option === undefined && read.option !== null ? null : { option: option ?? null, confidence: read.confidence };
}

const asksPeople = (slot: ChoiceSlot): boolean => slot.choices?.some(({ means }) => means !== undefined) === true;

/** A word or two are the business of the options' names. */
const wordsMin = 2;
/** So many words have room for a word that is not meant. */
const roomForOthers = 4;

interface Said {
  readonly name: string;
  readonly slot: ChoiceSlot;
  readonly text: string;
  /** The option whose name stands in the message. */
  readonly said: Answer | null;
}

/** The answer to a choice that a message holds besides: by the names in it, unless the reader surely says otherwise. */
export function chosenIn(turn: Turn, run: Run, told: Said): Answer | null {
  const chosen = chosenBesides(turn, run, told);
  return chosen === null ? null : asMany(turn, told.slot, chosen, told.text);
}

/** As many people as she says: "a colleague has it, too" and "all but Linda" are several, and no whole office. */
function asMany(turn: Turn, slot: ChoiceSlot, answer: Answer, text: string): Answer {
  const option = slot.choices?.find(({ value }) => value === answer.v);
  const words = choiceWords(turn.language);
  const isSome = !saysAny(text, words.everybody) || saysAny(text, words.butSome);
  return option?.means === 'several_people' && isSome && words.everybody.length > 0
    ? { v: answer.v, t: turn.words('answer.several_people') }
    : answer;
}

function chosenBesides(turn: Turn, run: Run, { name, slot, text, said }: Said): Answer | null {
  if (slot.only_when_asked || heardIn(slot, text, slotContext(turn)) !== null) return said;
  const joined = said === null ? othersToo(turn, slot, text) : undefined;
  if (joined !== undefined) return answerOf(joined);
  const read = readOption(turn, run, name, slot, text);
  if (read === null || read.option === null) return said;
  if (!isSaid(turn, read.option, read.confidence, text)) return said;
  if (said !== null && names(turn, slot, read.option, text)) return said;
  // Only the first message is sure to tell what it is about; what is said at a step tells how the step went.
  const first = run.about === '' ? run.firstText : run.about;
  const isFirst = first !== '' && text.startsWith(first);
  if (!isFirst && (turn.askedAt?.kind === 'guide' || wordCount(text) < roomForOthers)) return said;
  return read.confidence < (isFirst && said === null ? choiceBars.fill : choiceBars.sure)
    ? said
    : answerOf(read.option);
}

/** The option that a clause of a message names or surely means, whatever is asked; null where it is none. */
export function optionIn(
  turn: Turn,
  workflow: string,
  name: string,
  slot: ChoiceSlot,
  clause: string,
): Option['value'] | null {
  const named = mentions(clause, optionsOf(slot, turn.context.settings.lists), turn.words.language);
  if (named.length > 0) return named.length === 1 ? (named[0]?.value ?? null) : null;
  const read = readOption(turn, { workflow }, name, slot, clause);
  return read !== null && read.confidence >= choiceBars.fill ? (read.option?.value ?? null) : null;
}

/** "I can't get in" tells nothing of the others: that it is only her takes words for it. */
const isSaid = (turn: Turn, { means }: Option, confidence: number, text: string): boolean =>
  means !== 'one_person' || confidence >= unsaidFrom || saysAny(text, choiceWords(turn.language).alone);
const unsaidFrom = 0.97;

/** "The other clerk can't open it either": more than one, where it is asked who is affected. */
function othersToo(turn: Turn, slot: ChoiceSlot, text: string): Option | undefined {
  if (!asksPeople(slot) || !saysAny(text, choiceWords(turn.language).joined)) return undefined;
  return optionsOf(slot, turn.context.settings.lists).find(({ means }) => means === 'several_people');
}

/**
 * The answer to the question of a choice: the option named in it, unless the reader surely says another one; where none is
 * named, or several are, the one it reads.
 */
export function chosenAsAnswer(
  turn: Turn,
  run: Run,
  name: string,
  slot: ChoiceSlot,
  text: string,
  named: Parsed,
): Parsed {
  const options = optionsOf(slot, turn.context.settings.lists);
  // A pressed button says what stands on it.
  if (options.some(({ label }) => bare(label) === bare(text))) return named;
  const read = readAsAnswer(turn, run, name, slot, text, named);
  return read.ok ? { ok: true, answer: asMany(turn, slot, read.answer, text) } : read;
}

function readAsAnswer(turn: Turn, run: Run, name: string, slot: ChoiceSlot, text: string, named: Parsed): Parsed {
  const options = optionsOf(slot, turn.context.settings.lists);
  if (namesExactly(text, options, turn.words.language)) return named;
  const read = readOption(turn, run, name, slot, text);
  if (read === null || read.option === null) return named;
  if (named.ok && (wordCount(text) < roomForOthers || names(turn, slot, read.option, text))) return named;
  return read.confidence < (named.ok ? choiceBars.sure : choiceBars.answer) ? named : toParsed(read.option);
}

/** The message surely chooses an option of the question that is open, whatever else its words may sound like. */
export function choosesOption(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  const { askedAt: stop } = turn;
  if (run === null || stop?.kind !== 'ask') return false;
  const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
  const read = slot?.type === 'choice' ? readOption(turn, run, stop.slot, slot, text) : null;
  return read !== null && read.option !== null && read.confidence >= choiceBars.sure;
}

/** Another option than the one that stands, read beyond doubt; null where none is. `undefined`: nothing is known of the question. */
export function readChange(
  turn: Turn,
  run: Run,
  name: string,
  slot: ChoiceSlot,
  text: string,
): Option | null | undefined {
  const read = readOption(turn, run, name, slot, text);
  if (read === null) return undefined;
  return read.option !== null && read.confidence >= choiceBars.sure ? read.option : null;
}

/** Its name stands in the text, alone or beside others that are true together with it. */
const names = (turn: Turn, slot: ChoiceSlot, option: Option, text: string): boolean =>
  mentions(text, optionsOf(slot, turn.context.settings.lists), turn.words.language).includes(option);

const answerOf = ({ value, text }: Option): Answer => ({ v: value, t: text });

import type { SlotDefinition } from '../definition/slot-schema.ts';
import type { Command } from '../dialogue/command.ts';
import { type Heard, has } from '../dialogue/heard.ts';
import { isProfileSlot } from '../flow/builtin-slots.ts';
import { activeRun, say, slotContext, slotOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { contactWords } from '../language/contact-words.ts';
import { listWords } from '../language/list-words.ts';
import { language } from '../language/words.ts';
import { extract, extractFromAnswer, heardIn } from '../slots/extract.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { notParsed, type Parsed, parsed } from '../slots/slot-context.ts';
import { withoutPhrases } from '../slots/without-phrases.ts';
import type { Run } from '../state/state-schema.ts';
import { addToLists } from '../turn/additions.ts';
import { fillFromMessage, fillHeldBack, setAnswer } from '../turn/answers.ts';
import { callContext } from '../turn/call-context.ts';
import { correctBeside } from '../turn/corrections.ts';
import { tellAgreedCall } from '../turn/detour.ts';
import { noteBesides } from '../turn/facts.ts';
import { hearRestOfCall } from '../turn/hear-call.ts';
import { answersInOrder } from '../turn/in-order.ts';
import { linesOf } from '../turn/lines.ts';
import { notedOf } from '../turn/noted.ts';
import { stopOf } from '../turn/proceed.ts';
import { keptDay } from '../turn/prompt.ts';
import { chosenAsAnswer } from '../turn/read-choice.ts';

/** Takes the message as the answer to the question of the step. Does not apply where it holds no such value. */
export const set: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const stop = stopOf(turn, run);
  const slot = stop.kind === 'ask' ? slotOf(workflowOf(turn, run.workflow), stop.slot) : undefined;
  if (stop.kind !== 'ask' || slot === undefined) return false;
  if (stop.slot === 'name' && givesNoAddress(turn, 'email', heard.text)) return refuseAddress(turn, run);
  const inOrder =
    slot.type === 'text' && !namesSeveral(turn, slot, heard.answer)
      ? answersInOrder(turn, run, stop, heard.answer)
      : null;
  for (const [name, answer] of inOrder ?? []) if (name !== stop.slot) setAnswer(turn, run, name, answer);
  const own = inOrder?.get(stop.slot);
  const read: Parsed =
    own !== undefined
      ? { ok: true, answer: own }
      : withoutFurther(turn, run, stop, readValue(turn, run, stop.slot, slot, heard), slot, heard);
  if (!read.ok) return false;
  setAnswer(turn, run, stop.slot, read.answer);
  if (read.answer.v === null) tell(turn, 'question.skipped');
  run.confirmed = true;
  if (run.reopen === stop.slot) run.reopen = null;
  const refused = hearRestOfCall(turn, run, stop.slot);
  tellAgreedCall(turn, run, stop.slot);
  if (refused !== null) say(turn, refused);
  const changed = correctBeside(turn, run, heard.text, stop.slot);
  if (changed.length > 0) say(turn, turn.words('correction.changed', { lines: linesOf(turn.words, changed) }));
  fillFromMessage(turn, run, heard.text, stop.slot);
  fillHeldBack(turn, run);
  noteBesides(turn, run, heard.text);
  const added = isList(slot) ? [] : addToLists(turn, run, heard.text);
  if (added.length > 0) tell(turn, 'open.noted', { lines: notedOf(turn.words, added) });
  return 'moved';
};

/** "APP1, APP2 and DC-1", where the name of a machine is asked for, answers nothing else. */
function namesSeveral(turn: Turn, slot: SlotDefinition, text: string): boolean {
  const read = slot.type === 'text' && slot.one_id ? parseAnswer(slot, text, slotContext(turn)) : null;
  return read?.ok === true && read.answer.t.includes(', ') && !text.includes(read.answer.t);
}

const isList = (slot: SlotDefinition): boolean => slot.type === 'text' && slot.many;

/**
 * Where the question asked for more than one thing, the clauses after the first that answer the others are no part of this
 * answer: "HP LaserJet, network, only me" is "HP LaserJet".
 */
function withoutFurther(
  turn: Turn,
  run: Run,
  { slot: name, step }: Extract<Stop, { kind: 'ask' }>,
  read: Parsed,
  slot: SlotDefinition,
  heard: Heard,
): Parsed {
  const [said = '', ...rest] = heard.answer.split(listWords(turn.language).clauseEnd);
  if (step === undefined || step.with.length === 0 || !clauseTypes.has(slot.type)) return read;
  const { definition } = workflowOf(turn, run.workflow);
  const context = slotContext(turn);
  const others = step.with.flatMap((other) => definition.slots[other] ?? []);
  const first = slot.type === 'text' ? withoutPhrases(said, others, turn.language) : said;
  // "Premier" is the other answer, not the words of an error.
  if (slot.type === 'error_code' && rest.length === 0 && extract(slot, first, context) === null)
    return others.some((other) => extractFromAnswer(other, first, context) !== null) ? notParsed() : read;
  const own = rest.filter((clause) => others.every((other) => extractFromAnswer(other, clause, context) === null));
  if (own.length === rest.length && first === said) return read;
  const alone = readValue(turn, run, name, slot, { ...heard, answer: [first, ...own].join(', ') });
  return alone.ok ? alone : read;
}

const clauseTypes: ReadonlySet<SlotDefinition['type']> = new Set([
  'percent',
  'number',
  'text',
  'name',
  'username',
  'error_code',
  'email',
]);

/** The value that the message holds for this slot. */
export function readValue(turn: Turn, run: Run, name: string, slot: SlotDefinition, heard: Heard): Parsed {
  const { answer } = heard;
  if (slot.type === 'yes_no') {
    const read = parseAnswer(slot, answer, slotContext(turn));
    if (read.ok) return read;
    if (has(heard, 'yes', 'done') || (has(heard, 'worked') && !has(heard, 'solved'))) return parsed(true, 'yes');
    if (has(heard, 'no', 'not_worked')) return parsed(false, 'no');
    return read;
  }
  // "CPU 15 memory 91": each number has its line.
  const named = slot.type === 'percent' ? heardIn(slot, answer, slotContext(turn)) : null;
  if (named !== null) return { ok: true, answer: named };
  if (givesNoAddress(turn, name, heard.text)) return parsed(null, turn.words('answer.not_given'));
  const own = ownAddress(turn, name, slot, heard);
  if (own !== null) return own;
  const day = slot.type === 'datetime' ? keptDay(turn, run, answer) : null;
  const parsedAnswer = parseAnswer(slot, day === null ? answer : `${day} ${answer}`, callContext(turn, run));
  if (slot.type !== 'choice') return parsedAnswer;
  const read = chosenAsAnswer(turn, run, name, slot, answer, parsedAnswer);
  if (read.ok) return read;
  const chosen = byYesNo(slot, heard);
  if (chosen !== null) return chosen;
  // Asked for her own words: what she says is the answer, whatever the list.
  return run.asked?.hint === 'own_words' && read.hint === undefined
    ? parsed('other', answer.trim().slice(0, 300))
    : read;
}

/** Where yes or no names one of the options. */
function byYesNo(slot: Extract<SlotDefinition, { type: 'choice' }>, heard: Heard): Parsed | null {
  const said = has(heard, 'yes') ? 'yes' : has(heard, 'no') ? 'no' : null;
  const option = said === null ? undefined : slot.choices?.find(({ answers }) => answers.includes(said));
  return option === undefined ? null : parsed(option.value, option.text ?? option.label);
}

/** "I have no e-mail", "just call me": the request goes on without an address. */
export function givesNoAddress({ language: of }: Pick<Turn, 'language'>, name: string, text: string): boolean {
  return name === 'email' && !text.includes('@') && contactWords(of).noAddress.test(text);
}

/** "I won't tell you my e-mail", where her name is asked for, refuses that alone. */
function refuseAddress(turn: Turn, run: Run): 'moved' {
  setAnswer(turn, run, 'email', { v: null, t: turn.words('answer.not_given') });
  tell(turn, 'question.skipped');
  return 'moved';
}

/** "Yes" or "mine", where an address is asked for and hers is known. */
function ownAddress(turn: Turn, name: string, { type, ask }: SlotDefinition, heard: Heard): Parsed | null {
  const { email } = turn.state.profile;
  if (type !== 'email' || isProfileSlot(name) || email === null || heard.answer.includes('@')) return null;
  // A plain yes only where the question offers hers.
  const isOffered = ask.includes('{{customer.email}}') && has(heard, 'yes');
  return isOffered || language(turn).names('own_address', heard.answer) ? parsed(email, email) : null;
}

import { type Heard, has, only } from '../dialogue/heard.ts';
import { isProfileSlot } from '../flow/builtin-slots.ts';
import { answerOf, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { correctionWords } from '../language/correction-words.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { clearedBy } from '../slots/cleared-by.ts';
import type { Line } from '../slots/line-mentions.ts';
import { itemsIn, saysAdded, withItems } from '../slots/list-items.ts';
import { mentions, optionsOf, toParsed } from '../slots/parse-choice.ts';
import { findErrorCode } from '../slots/parse-error-code.ts';
import { readContrast } from '../slots/read-contrast.ts';
import { readCorrections } from '../slots/read-corrections.ts';
import { readDelivery } from '../slots/read-delivery.ts';
import { resembles } from '../slots/revise-answer.ts';
import type { Answer, Run } from '../state/state-schema.ts';
import { clearAnswer, forgetAnswer, setAnswer } from './answers.ts';
import { callContext } from './call-context.ts';
import { answered } from './lines.ts';
import { readChange } from './read-choice.ts';

export interface Correction {
  /** Lines that changed, for the reply. */
  readonly changed: readonly { readonly label: string; readonly text: string }[];
  /** A line that is asked again because no new value came with it. */
  readonly reopened: string | null;
}

/**
 * Changes what the message corrects of what was said before, as many lines as it names, and forgets what depended on them.
 * Null, and nothing changes, where it corrects nothing.
 */
export function correct(turn: Turn, run: Run, heard: Heard, stop: Stop | null): Correction | null {
  // "No, that's all" and "no, thanks" correct nothing.
  const isMoved = stop === null && says('another_time', heard.text, turn.language);
  if (!isMoved && only(heard, 'thanks', 'bye', 'question', 'why', 'how')) return null;
  const isAsked = stop?.kind === 'confirm' || turn.state.pending?.kind === 'correct';
  const isCued = has(heard, 'correct') || isAsked || isMoved;
  // What the message has just answered is not corrected by it.
  const asked = turn.askedAt?.kind === 'ask' ? turn.askedAt : stop;
  // Once it is logged, her description is added to, never replaced.
  const lines = linesOfRun(turn, run).filter(({ name }) => stop !== null || name !== 'details');
  const found = readCorrections(heard.text, correctableBy(heard.text, lines, turn.language), {
    ...callContext(turn, run),
    cued: isCued,
    open: asked?.kind === 'ask' ? asked.slot : null,
  });
  const [reopened] = found.reopened;
  if (found.changed.length === 0 && reopened === undefined) return null;
  const workflow = workflowOf(turn, run.workflow);
  const all = found.changed.map(({ name, answer }) => ({ name, answer: withStanding(turn, run, name, answer, heard) }));
  for (const { name, answer } of all) setAnswer(turn, run, name, answer);
  for (const name of clearedBy(
    found.changed.map(({ name }) => name),
    workflow.definition.slots,
  ))
    forgetAnswer(run, name);
  if (reopened !== undefined) clearAnswer(turn, run, reopened);
  const changed = all.map(({ name, answer }) => ({
    label: slotOf(workflow, name)?.label ?? name,
    text: answer.t,
  }));
  return { changed, reopened: reopened ?? null };
}

/** "She also needs the K drive" comes to what a list has already. */
function withStanding(turn: Turn, run: Run, name: string, answer: Answer, { text }: Heard): Answer {
  const slot = slotOf(workflowOf(turn, run.workflow), name);
  const standing = run.slots[name]?.v;
  const isAdded = saysAdded(text, turn.language) || language(turn).names('added_topic', text);
  if (slot?.type !== 'text' || !slot.many || typeof standing !== 'string' || !isAdded) return answer;
  const both = withItems(standing, itemsIn(answer.t, turn.language), turn.language);
  return { v: both, t: both };
}

/**
 * What sentences beside an answer set against what stands: "my user name is hpotts, not hpots. And I know it". Nothing of what
 * was just answered.
 */
export function correctBeside(turn: Turn, run: Run, text: string, answeredSlot: string): Correction['changed'] {
  const sentences = text.split(/[.!?\n]+(?:\s+|$)/).filter((sentence) => sentence.trim() !== '');
  const lines = linesOfRun(turn, run).filter(({ name }) => name !== answeredSlot);
  const context = callContext(turn, run);
  if (sentences.length < 2) return besideAnd(turn, run, text, lines, answeredSlot);
  const standing = (unwanted: string) => lines.some((line) => resembles(line, unwanted, context) === 'same');
  return sentences.flatMap((sentence) => {
    const contrast = readContrast(sentence, turn.language, standing);
    if (contrast === null || !standing(contrast.unwanted)) return [];
    return readCorrections(sentence, lines, { ...context, open: answeredSlot }).changed.map(({ name, answer }) => {
      setAnswer(turn, run, name, answer);
      return { label: slotOf(workflowOf(turn, run.workflow), name)?.label ?? name, text: answer.t };
    });
  });
}

/** "No, make it the 100, and it's on FS2": the clause that takes something back, beside the one that answers. */
function besideAnd(turn: Turn, run: Run, text: string, lines: readonly Line[], open: string): Correction['changed'] {
  const { joints, cue } = correctionWords(turn.language);
  const parts = text.split(joints).filter((part) => part.trim() !== '');
  if (parts.length < 2) return [];
  return parts
    .filter((part) => cue.test(part))
    .flatMap((part) => readCorrections(part, lines, { ...callContext(turn, run), open }).changed)
    .map(({ name, answer }) => {
      setAnswer(turn, run, name, answer);
      return { label: slotOf(workflowOf(turn, run.workflow), name)?.label ?? name, text: answer.t };
    });
}

/** Whether the message holds a new value for a line of the run, whatever topic its words may sound like. */
export function correctsAnything(turn: Turn, run: Run, { text }: Heard): boolean {
  const lines = linesOfRun(turn, run).filter(({ name }) => name !== 'details');
  return readCorrections(text, lines, { ...slotContext(turn), open: null }).changed.length > 0;
}

/** An address to which something is to be sent changes nothing of who she is. */
function correctableBy(text: string, lines: readonly Line[], language: string): readonly Line[] {
  const delivery = readDelivery(text, language);
  if (delivery === null || !(delivery.isOthers || delivery.isNamed)) return lines;
  return lines.filter(({ slot, answer }) =>
    slot.type === 'email' ? slot.delivery : slot.type !== 'username' || !String(answer.v).includes('@'),
  );
}

/** What has an answer, the oldest first; of equal words the run's own line is meant, not hers. */
function linesOfRun(turn: Turn, run: Run): Line[] {
  const workflow = workflowOf(turn, run.workflow);
  const names = answered(turn, run).toReversed();
  const ordered = [...names.filter((name) => isProfileSlot(name)), ...names.filter((name) => !isProfileSlot(name))];
  return ordered.flatMap((name) => {
    const slot = slotOf(workflow, name);
    const answer = answerOf(turn, run, name);
    return slot === undefined || answer === undefined
      ? []
      : [{ name, slot, answer, label: slot.label, names: slot.names }];
  });
}

/**
 * Another option, named without doubt, than the one that was chosen before. What only reports how a step went has to name
 * it and be read so.
 */
export function changedChoice(
  turn: Turn,
  run: Run,
  { text, isReport }: { readonly text: string; readonly isReport: boolean },
): Correction['changed'][number] | null {
  for (const name of answered(turn, run)) {
    const slot = slotOf(workflowOf(turn, run.workflow), name);
    if (slot?.type !== 'choice') continue;
    const found = mentions(text, optionsOf(slot, turn.context.settings.lists), turn.language);
    const named = found.length === 1 ? found[0] : undefined;
    // Where the reader knows the question, a name in passing is not enough.
    const meant = readChange(turn, run, name, slot, text);
    const option = meant === undefined || meant === named ? named : isReport ? undefined : (meant ?? undefined);
    const read = option === undefined ? null : toParsed(option);
    if (read?.ok !== true || read.answer.v === answerOf(turn, run, name)?.v) continue;
    setAnswer(turn, run, name, read.answer);
    return { label: slot.label, text: read.answer.t };
  }
  return null;
}

/** Another error than the one that was noted before. */
export function changedError(turn: Turn, run: Run, text: string): Correction['changed'][number] | null {
  const shown = findErrorCode(text, turn.language);
  if (shown === null) return null;
  for (const name of answered(turn, run)) {
    const slot = slotOf(workflowOf(turn, run.workflow), name);
    if (slot?.type !== 'error_code' || answerOf(turn, run, name)?.v === shown) continue;
    setAnswer(turn, run, name, { v: shown, t: shown });
    return { label: slot.label, text: shown };
  }
  return null;
}

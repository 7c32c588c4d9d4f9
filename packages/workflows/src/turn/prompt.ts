import type { SlotDefinition } from '../definition/slot-schema.ts';
import { somethingElse, talkToPerson } from '../flow/reply.ts';
import { fill } from '../flow/templates.ts';
import { answerOf, say, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { optionsOf } from '../slots/parse-choice.ts';
import type { Run } from '../state/state-schema.ts';
import { labelOf } from './answers.ts';

export const stepButtons = {
  worked: 'It worked',
  broken: 'Still broken',
  cannot: "I can't do that",
  done: 'Done',
} as const;

/** Buttons, and the two ways out that belong to every list of buttons. */
export function offer(turn: Turn, labels: readonly string[], exits = true): void {
  turn.suggestions = exits
    ? [...labels.filter((label) => label !== talkToPerson), somethingElse, talkToPerson]
    : [...labels];
}

/** Puts the question of the step at which the run stands. */
export function prompt(turn: Turn, run: Run, stop: Stop, mode: 'first' | 'again' = 'first'): void {
  switch (stop.kind) {
    case 'ask':
      promptSlot(turn, run, stop.slot);
      return;
    case 'guide': {
      const { step } = stop.node;
      if (mode === 'first')
        say(
          turn,
          fill(run.done[stop.key] === 'again' && step.again !== undefined ? step.again : step.guide, run, turn),
        );
      promptCheck(turn, run, stop, step.check ?? defaultCheck(step.goal));
      return;
    }
    case 'confirm':
      promptConfirm(turn, run, stop);
      return;
    case 'verify':
      say(turn, 'Please type the 6-digit code from the e-mail I sent you.');
      return;
    case 'offer':
    case 'switch':
    case 'end':
      return;
  }
}

const defaultCheck = (goal: 'fix' | 'do') => (goal === 'fix' ? 'Did that work?' : 'Tell me when that is done.');

export function promptCheck(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'guide' }>, text: string): void {
  say(turn, fill(text, run, turn));
  const { worked, broken, cannot, done } = stepButtons;
  offer(turn, stop.node.step.goal === 'fix' ? [worked, broken, cannot] : [done, cannot]);
}

export function promptSlot(turn: Turn, run: Run, name: string): void {
  const slot = slotOf(workflowOf(turn, run.workflow), name);
  if (slot === undefined) return;
  keepDay(turn, run, slot);
  say(turn, fill(slot.ask, run, turn));
  offerAnswers(turn, slot);
}

const dayWords =
  /\b(?:tonight|today|tomorrow(?: night| evening| morning| afternoon)?|this (?:evening|afternoon|weekend)|(?:next |this |on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: night| evening| morning| afternoon)?)\b/i;
const dayMark = 'day:';

/** "Tonight", said before the time was asked for: "at 10" then means ten in the evening. */
export function keepDay(turn: Turn, run: Run, slot: SlotDefinition): void {
  const day = slot.type === 'datetime' && turn.said !== null ? dayWords.exec(turn.said)?.[0] : undefined;
  if (day !== undefined && run.asked !== null) run.asked.hint = `${dayMark}${day}`;
}

/** The day that was named before, for an answer that has only a time. */
export function keptDay(run: Run, text: string): string | null {
  const hint = run.asked?.hint;
  return hint?.startsWith(dayMark) === true && !dayWords.test(text) ? hint.slice(dayMark.length) : null;
}

/** Buttons where the answers are a short list; free text stays free, since buttons would lock the text field. */
export function offerAnswers(turn: Turn, slot: SlotDefinition): void {
  const skip = slot.optional ? ['Skip'] : [];
  if (slot.type === 'choice')
    offer(turn, [...optionsOf(slot, slotContext(turn).lists).map((option) => option.label), ...skip]);
  if (slot.type === 'yes_no') offer(turn, ['Yes', 'No', 'Not sure']);
}

function promptConfirm(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'confirm' }>): void {
  const { step } = stop.node;
  const lines = step.confirm.flatMap((name) => {
    const answer = answerOf(turn.state, run, name);
    return answer === undefined || answer.v === null ? [] : [`• ${labelOf(turn, run, name)}: ${answer.t}`];
  });
  say(turn, [fill(step.text ?? 'Here is what I have:', run, turn), ...lines].join('\n'));
  if (step.note !== undefined) say(turn, fill(step.note, run, turn));
  say(turn, 'Is that all correct?');
  offer(turn, ["Yes, that's right", 'Change something']);
}

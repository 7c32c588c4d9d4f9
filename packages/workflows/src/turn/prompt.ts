import { quoted } from '@acebuddy/contracts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import type { GuideStep } from '../definition/step-schema.ts';
import { type ButtonKey, suggest } from '../flow/reply.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, answerOf, say, slotContext, slotOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { momentWords } from '../language/moment-words.ts';
import { type Option, optionsOf } from '../slots/parse-choice.ts';
import type { Run } from '../state/state-schema.ts';
import { isDenied } from '../subjects/denied.ts';
import { labelOf } from './answers.ts';

/** Buttons, and the two ways out that belong to every list of buttons, because typing is disabled while buttons show. */
export function offer(turn: Turn, keys: readonly ButtonKey[]): void {
  suggest(turn, ...keys, 'button.other', 'button.person');
}

/** The same with buttons that a workflow file names. */
export function offerLabels(turn: Turn, labels: readonly string[]): void {
  const person = turn.words('button.person');
  turn.suggestions = [...labels.filter((label) => label !== person), turn.words('button.other'), person];
}

/** Puts the question of the step at which the run stands. */
export function prompt(turn: Turn, run: Run, stop: Stop, mode: 'first' | 'again' = 'first'): void {
  switch (stop.kind) {
    case 'ask':
      promptSlot(turn, run, stop.slot, mode === 'first' ? stop.step?.text : undefined);
      return;
    case 'guide': {
      const { step } = stop.node;
      if (mode === 'first') say(turn, fill(wordingOf(run.done[stop.key], step), run, turn));
      promptCheck(
        turn,
        run,
        stop,
        step.check ?? turn.words(step.goal === 'fix' ? 'guide.did_it_work' : 'guide.tell_done'),
      );
      return;
    }
    case 'confirm':
      promptConfirm(turn, run, stop);
      return;
    case 'verify':
      tell(turn, 'identity.type_code');
      return;
    case 'offer':
    case 'switch':
    case 'end':
      return;
  }
}

/** The step as it is put now: in other words the second time, or by another way where the first is not there. */
function wordingOf(outcome: string | undefined, { guide, again, elsewhere }: GuideStep): string {
  if (outcome === 'elsewhere') return elsewhere ?? guide;
  return outcome === 'again' ? (again ?? guide) : guide;
}

export function promptCheck(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'guide' }>, text: string): void {
  say(turn, fill(text, run, turn));
  offerOutcomes(turn, stop.node.step.goal);
}

/** The outcomes of a step that mends something, or of one that is to be done. */
export function offerOutcomes(turn: Turn, goal: 'fix' | 'do'): void {
  offer(turn, goal === 'fix' ? ['button.worked', 'button.broken', 'button.cannot'] : ['button.done', 'button.cannot']);
}

export function promptSlot(turn: Turn, run: Run, name: string, text?: string): void {
  const slot = slotOf(workflowOf(turn, run.workflow), name);
  if (slot === undefined) return;
  keepDay(turn, run, slot);
  say(turn, fill(text ?? slot.ask, run, turn));
  offerAnswers(turn, slot);
}

const dayMark = 'day:';

/** "Tonight", said before the time was asked for: "at 10" then means ten in the evening. */
export function keepDay(turn: Turn, run: Run, slot: SlotDefinition): void {
  const day =
    slot.type === 'datetime' && turn.said !== null
      ? momentWords(turn.language).keptDay.exec(turn.said)?.[0]
      : undefined;
  if (day !== undefined && run.asked !== null) run.asked.hint = `${dayMark}${day}`;
}

/** The day that was named before, for an answer that has only a time. */
export function keptDay({ language }: Pick<Turn, 'language'>, run: Run, text: string): string | null {
  const hint = run.asked?.hint;
  return hint?.startsWith(dayMark) === true && !momentWords(language).keptDay.test(text)
    ? hint.slice(dayMark.length)
    : null;
}

/** Buttons where the answers are a short list; free text stays free, since buttons would lock the text field. */
export function offerAnswers(turn: Turn, slot: SlotDefinition): void {
  const denied = activeRun(turn.state)?.denied ?? [];
  const skip = slot.optional ? [turn.words('button.skip')] : [];
  if (slot.type === 'choice')
    offerLabels(turn, [...withoutDenied(optionsOf(slot, slotContext(turn).lists), denied), ...skip]);
  if (slot.type === 'yes_no') offer(turn, ['button.yes', 'button.no', 'button.not_sure']);
}

/** What she said that it is not is not offered, as long as there is something to choose from. */
function withoutDenied(options: readonly Option[], denied: readonly string[]): string[] {
  const left = options.filter(({ label, text }) => !isDenied(label, denied) && !isDenied(text, denied));
  return (left.length >= 2 ? left : options).map(({ label }) => label);
}

function promptConfirm(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'confirm' }>): void {
  const { step } = stop.node;
  const lines = step.confirm.flatMap((name) => {
    const answer = answerOf(turn, run, name);
    if (answer === undefined || answer.v === null) return [];
    return [turn.words('answer.listed', { label: labelOf(turn, run, name), text: answer.t })];
  });
  const besides = run.notes
    .filter(({ kind }) => kind === 'beside')
    .map(({ text }) => turn.words('confirm.noted', { text: quoted(text) }));
  const lead = step.text === undefined ? turn.words('confirm.lead') : fill(step.text, run, turn);
  say(turn, [lead, ...lines, ...besides].join('\n'));
  if (step.note !== undefined) say(turn, fill(step.note, run, turn));
  tell(turn, 'confirm.ask');
  offer(turn, ['button.yes_right', 'button.change']);
}

import { DateTime } from 'luxon';
import type { Workflow } from '../definition/program.ts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { fill } from '../flow/templates.ts';
import { slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { optionsOf } from '../slots/parse-choice.ts';
import { showDay, showMoment } from '../slots/show-moment.ts';
import type { Answer, Run } from '../state/state-schema.ts';

/** A workflow as the team reads it, whatever the customer's language. */
export const forTeam = (workflow: Workflow): Workflow => workflow.original ?? workflow;

/** An answer as the team reads it: what is worded by us in the team's language, the customer's own words as they are. */
export function answerForTeam(turn: Turn, slot: SlotDefinition | undefined, { v: value, t: text }: Answer): string {
  if (turn.words.language === turn.team.language) return text;
  if (text === turn.words('answer.several_people')) return turn.team('answer.several_people');
  if (slot?.type === 'choice' && value !== null)
    return optionsOf(slot, slotContext(turn).lists).find((option) => option.value === value)?.text ?? text;
  if (slot?.type === 'yes_no' && value !== null) return turn.team(value === true ? 'answer.yes' : 'answer.no');
  if (value !== null) return momentForTeam(turn, slot, String(value), text) ?? wordedForTeam(turn, value, text) ?? text;
  return turn.team(slot?.type === 'choice' || slot?.type === 'yes_no' ? 'answer.not_sure' : 'answer.not_given');
}

/** A day or a moment as the team writes it; a window, of which the moment is the beginning, with her words behind it. */
function momentForTeam(turn: Turn, slot: SlotDefinition | undefined, value: string, text: string): string | null {
  if (slot?.type !== 'date' && slot?.type !== 'datetime') return null;
  const { country, zone } = slotContext(turn);
  const at = DateTime.fromISO(value, { zone });
  if (!at.isValid) return null;
  const show = slot.type === 'date' ? showDay : showMoment;
  const shown = show(at, country, turn.team.language);
  return text === show(at, country, turn.words.language) ? shown : `${shown} (${text})`;
}

/** What the catalogue says of an answer, in the team's language; null where the words are hers. */
function wordedForTeam({ words, team }: Turn, value: Answer['v'], text: string): string | null {
  if (typeof value === 'number') {
    if (text === words('answer.percent', { value })) return team('answer.percent', { value });
    if (text === words('answer.about_percent', { value })) return team('answer.about_percent', { value });
  }
  const key = (['answer.very_high', 'answer.low', 'answer.no_error'] as const).find((one) => text === words(one));
  return key === undefined ? null : team(key);
}

/** The turn with the workflows as the team reads them: for what is written on tickets. */
export function asTeam(turn: Turn): Turn {
  if (turn.words.language === turn.team.language) return turn;
  const library = new Map([...turn.library].map(([id, workflow]) => [id, forTeam(workflow)]));
  return { ...turn, library, words: turn.team };
}

/** A text of the team's filled: with answers as the team reads them. */
export function fillForTeam(text: string, run: Run, turn: Turn): string {
  if (turn.words.language === turn.team.language) return fill(text, run, turn);
  const workflow = forTeam(workflowOf(turn, run.workflow));
  const slots = Object.entries(run.slots).map(([name, answer]) => [
    name,
    { ...answer, t: answerForTeam(turn, slotOf(workflow, name), answer) },
  ]);
  return fill(text, { ...run, slots: Object.fromEntries(slots) }, asTeam(turn));
}

/** A step of a workflow as the team reads it: the one at the same place. */
export function stepForTeam<Step extends object>(turn: Turn, run: Run, step: Step): Step {
  const { program, original } = workflowOf(turn, run.workflow);
  const at = program.nodes.findIndex((node) => 'step' in node && (node.step as object) === step);
  const node = original?.program.nodes[at];
  return node !== undefined && 'step' in node ? (node.step as unknown as Step) : step;
}

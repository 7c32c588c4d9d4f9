import type { Workflow } from '../definition/program.ts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { fill } from '../flow/templates.ts';
import { slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { optionsOf } from '../slots/parse-choice.ts';
import type { Answer, Run } from '../state/state-schema.ts';

/** A workflow as the team reads it, whatever the customer's language. */
export const forTeam = (workflow: Workflow): Workflow => workflow.original ?? workflow;

/** An answer as the team reads it: what is worded by us in the team's language, the customer's own words as they are. */
export function answerForTeam(turn: Turn, slot: SlotDefinition | undefined, { v: value, t: text }: Answer): string {
  if (turn.words.language === turn.team.language) return text;
  if (slot?.type === 'choice' && value !== null)
    return optionsOf(slot, slotContext(turn).lists).find((option) => option.value === value)?.text ?? text;
  if (slot?.type === 'yes_no' && value !== null) return turn.team(value === true ? 'answer.yes' : 'answer.no');
  if (value !== null) return text;
  return turn.team(slot?.type === 'choice' || slot?.type === 'yes_no' ? 'answer.not_sure' : 'answer.not_given');
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

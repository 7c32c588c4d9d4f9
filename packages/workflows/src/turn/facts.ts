import type { Turn } from '../flow/turn.ts';
import { workflowOf } from '../flow/turn.ts';
import { saysAny } from '../language/phrases.ts';
import { readBeneficiary } from '../slots/read-beneficiary.ts';
import { readTried } from '../slots/read-tried.ts';
import { deniedMax, type Run } from '../state/state-schema.ts';
import { deniedIn } from '../subjects/denied.ts';

/** Outcome of a step that she had tried before the chat, or before it was its turn. */
export const triedBefore = 'before';

/** Outcome of a step that can't help, by what she said; no attempt of hers, so the ticket does not name it. */
const pointlessStep = 'pointless';

/** Steps that the message makes pointless: "the others can open it". */
function pointless(turn: Turn, run: Run, text: string): string[] {
  const { program } = workflowOf(turn, run.workflow);
  return program.nodes.flatMap((node) =>
    node.kind === 'guide' &&
    run.done[node.key] === undefined &&
    node.step.pointless_if !== undefined &&
    saysAny(text, node.step.pointless_if)
      ? [node.key]
      : [],
  );
}

/** Facts of a message that answer no question: what was tried already, and for whom it is. Both skip and stand on the ticket. */
export function noteBesides(turn: Turn, run: Run, text: string): void {
  noteDenied(turn, run, text);
  const { program } = workflowOf(turn, run.workflow);
  const steps = program.nodes.flatMap((node) =>
    node.kind === 'guide' && run.done[node.key] === undefined && node.step.tried.length > 0
      ? [{ key: node.key, words: node.step.tried }]
      : [],
  );
  for (const key of readTried(text, steps, turn.language)) run.done[key] = triedBefore;
  for (const key of pointless(turn, run, text)) run.done[key] = pointlessStep;
  const other = readBeneficiary(text, turn.language, turn.state.profile.name);
  if (other?.who !== 'other') return;
  const told = [other.name, other.relation].filter((part) => part !== null).join(', ');
  if (told !== '') run.beneficiary = told;
  else if (other.isVague !== true && !asksForWhom(turn, run))
    run.beneficiary ??= turn.team('team.ticket.other_unnamed');
}

/** What she says that it is not. The things that are new. */
export function noteDenied({ language }: Pick<Turn, 'language'>, run: Run, text: string): string[] {
  const added = deniedIn(text, language).filter((thing) => !run.denied.includes(thing));
  run.denied = [...run.denied, ...added].slice(-deniedMax);
  return added;
}

/** The file has a line for the person for whom it is. */
const asksForWhom = (turn: Turn, run: Run): boolean =>
  Object.values(workflowOf(turn, run.workflow).definition.slots).some(
    (slot) => 'account' in slot && slot.account === 'other',
  );

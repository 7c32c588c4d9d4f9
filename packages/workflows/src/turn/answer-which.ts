import type { Understanding } from '../engine-types.ts';
import { say, type Turn, workflowOf } from '../flow/turn.ts';
import { wantsSomethingElse } from '../language/intents.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { Pending } from '../state/state-schema.ts';
import { startRun } from './start-run.ts';

/** "Is it more about A or B?" */
export function answerWhich(
  turn: Turn,
  pending: Extract<Pending, { kind: 'which' }>,
  text: string,
  understanding: Understanding | null,
): boolean {
  const said = bare(text);
  const position = ['first', 'second', 'third', 'fourth'].findIndex((word) =>
    new RegExp(`^(?:the )?${word}(?: one)?$`).test(said),
  );
  const chosen = pending.workflows.find((id, index) => {
    const { button, name } = workflowOf(turn, id).definition;
    return (
      bare(button) === said || bare(name) === said || index === position || said === String.fromCharCode(97 + index)
    );
  });
  if (chosen !== undefined) {
    startRun(turn, chosen, pending.text, []);
    return true;
  }
  turn.state.pending = null;
  const { workflow } = understanding ?? { workflow: null };
  if (workflow !== null && understanding?.outcome === 'match' && pending.workflows.includes(workflow)) {
    startRun(turn, workflow, `${pending.text}. ${text}`, []);
    return true;
  }
  if (/^both(?: of them)?$/.test(said)) {
    const [first = '', ...rest] = pending.workflows;
    startRun(turn, first, pending.text, rest.slice(0, 1));
    return true;
  }
  if (wantsSomethingElse(text) || readYesNo(text) === 'no') {
    say(turn, 'Sure. Tell me in your own words what it is about.');
    return true;
  }
  // Named in other words: the nearer of the offered two is meant when the message points there.
  const nearest = understanding?.alternatives.find((candidate) =>
    pending.workflows.includes(candidate.workflow),
  )?.workflow;
  if (understanding?.outcome !== 'unsure' || nearest === undefined || wordCount(text) > 6) return false;
  startRun(turn, nearest, pending.text, []);
  return true;
}

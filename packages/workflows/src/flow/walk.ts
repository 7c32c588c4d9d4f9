import type { ConfirmNode, EndNode, GuideNode, OfferNode, SwitchNode, Workflow } from '../definition/program.ts';
import type { AskStep } from '../definition/step-schema.ts';
import { type Run, wayCharsMax } from '../state/state-schema.ts';
import { holds } from './conditions.ts';
import { programOf } from './detours.ts';
import { provenMailbox } from './proof.ts';
import { fill } from './templates.ts';
import { answerOf, type Turn, workflowOf } from './turn.ts';

/** Where a run stands: the first step that is neither answered nor done. */
export type Stop =
  | { readonly kind: 'ask'; readonly key: string; readonly slot: string; readonly step?: AskStep }
  | { readonly kind: 'guide'; readonly key: string; readonly node: GuideNode }
  | { readonly kind: 'confirm'; readonly key: string; readonly node: ConfirmNode }
  | { readonly kind: 'verify'; readonly key: string }
  | { readonly kind: 'offer'; readonly key: string; readonly node: OfferNode }
  | { readonly kind: 'switch'; readonly key: string; readonly node: SwitchNode }
  | { readonly kind: 'end'; readonly key: string; readonly step: EndNode['step'] };

/** What the way of a run depends on. */
type Facts = Pick<Turn, 'state' | 'context' | 'library' | 'words'>;

/** A guidance step that solved the problem where the file names no own end for it. */
export const resolvedEnd: EndNode['step'] = { end: 'resolved', tags: [], notes: [] };

/**
 * Walks a run's steps from the top. Because the position is found anew every time, an answer that is corrected changes
 * the branch by itself, and nothing that is known is asked again. `onSay` gets each text once.
 */
export function walk(run: Run, turn: Facts, onSay: (text: string) => void): Stop {
  const passed: string[] = [];
  const stop = follow(run, turn, onSay, passed);
  // A detour has steps of its own: the way ends where it was taken.
  if (run.detour === null) run.way = wayOf(passed, stop);
  return stop;
}

function wayOf(passed: readonly string[], { key }: Stop): string {
  const way = (passed.at(-1) === key ? passed : [...passed, key]).join(' ');
  return way.length <= wayCharsMax ? way : way.slice(0, way.lastIndexOf(' ', wayCharsMax));
}

/** @param passed gets the keys of the steps that it passed */
function follow(run: Run, turn: Facts, onSay: (text: string) => void, passed: string[]): Stop {
  const workflow = workflowOf(turn, run.workflow);
  const { nodes, labels } = programOf(workflow, run);
  if (run.reopen !== null && answerOf(turn, run, run.reopen) === undefined)
    return { kind: 'ask', key: `ask:${run.reopen}`, slot: run.reopen };
  run.reopen = null;
  let index = 0;
  for (let hops = 0; hops < nodes.length * 3; hops += 1) {
    const node = nodes[index];
    if (node === undefined) break;
    const jump = (label: string | undefined): number =>
      (label === undefined ? undefined : labels.get(label)) ?? index + 1;
    if (!node.guards.every((guard) => holds(guard, run, turn))) {
      index += 1;
      continue;
    }
    passed.push(node.key);
    switch (node.kind) {
      case 'ask':
        if (answerOf(turn, run, node.step.ask) === undefined)
          return { kind: 'ask', key: node.key, slot: node.step.ask, step: node.step };
        index += 1;
        break;
      case 'say':
        if (run.done[node.key] === undefined) {
          run.done[node.key] = 'said';
          onSay(fill(node.text, run, turn));
        }
        index += 1;
        break;
      case 'guide': {
        const outcome = run.done[node.key];
        if (outcome === undefined || outcome === 'again' || outcome === 'elsewhere')
          return { kind: 'guide', key: node.key, node };
        if (outcome === 'worked' && node.step.goal === 'fix' && node.step.worked === undefined)
          return beforeEnd({ kind: 'end', key: node.key, step: resolvedEnd }, run, turn, workflow);
        index = jump(
          outcome === 'worked'
            ? node.step.worked
            : outcome === 'cannot' || outcome === 'refused'
              ? (node.step.cannot ?? node.step.failed)
              : node.step.failed,
        );
        break;
      }
      case 'confirm':
        if (run.done[node.key] === undefined) return { kind: 'confirm', key: node.key, node };
        index += 1;
        break;
      case 'verify': {
        const stop = beforeVerify(node.key, turn, run);
        if (stop !== null) return stop;
        index += 1;
        break;
      }
      case 'offer':
        if (run.done[node.key] === undefined) return { kind: 'offer', key: node.key, node };
        index += 1;
        break;
      case 'goto':
        index = jump(node.target);
        break;
      case 'switch':
        return { kind: 'switch', key: node.key, node };
      case 'end':
        return beforeEnd({ kind: 'end', key: node.key, step: node.step }, run, turn, workflow);
    }
  }
  // A file that passed the check never gets here; a ticket is the safe end.
  return { kind: 'end', key: 'end', step: { end: 'ticket', tags: [], notes: [] } };
}

/** Who it is for and whether she is who she says: needed before work is handed to people, not before thanks. */
function beforeEnd(end: Extract<Stop, { kind: 'end' }>, run: Run, turn: Facts, workflow: Workflow): Stop {
  if (end.step.end === 'resolved' || end.step.end === 'escalated') return end;
  for (const slot of ['name', 'email'])
    if (answerOf(turn, run, slot) === undefined) return { kind: 'ask', key: `contact:${slot}`, slot };
  if (workflow.definition.verification === 'none' || run.detour !== null) return end;
  return beforeVerify('verify', turn, run) ?? end;
}

function beforeVerify(key: string, turn: Facts, run: Run): Stop | null {
  const { state } = turn;
  for (const slot of ['name', 'email'])
    if (answerOf(turn, run, slot) === undefined) return { kind: 'ask', key: `contact:${slot}`, slot };
  const { identity } = state;
  return provenMailbox(turn) !== null || identity.status === 'unknown' || identity.status === 'failed'
    ? null
    : { kind: 'verify', key };
}

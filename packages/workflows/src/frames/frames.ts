import type { OpenQuestion } from '@acebuddy/detection';
import { type Turn, workflowOf } from '../flow/turn.ts';
import { framesMax, type Pending, type State } from '../state/state-schema.ts';
import { type Pattern, patterns } from './patterns.ts';

/** Puts a question on top of those that are open. */
export function pushFrame(state: State, frame: Pending): void {
  // A code stays asked for beneath whatever else is asked; other questions give way.
  if (state.pending?.kind === 'code' && frame.kind !== 'code')
    state.frames = [...state.frames, state.pending].slice(-framesMax);
  state.pending = frame;
}

/** Takes the top question away; what lay beneath it is open again. */
export function popFrame(state: State): void {
  state.pending = state.frames.at(-1) ?? null;
  state.frames = state.frames.slice(0, -1);
}

/** Nothing outside the steps is asked any more. */
export function clearFrames(state: State): void {
  state.pending = null;
  state.frames = [];
}

/** The pattern of the top question; null where none is open, or only a newer release knows it. */
export function patternOf({ state }: Pick<Turn, 'state'>): Pattern | null {
  return state.pending === null ? null : (patterns.get(state.pending.kind) ?? null);
}

/** The top question as the reader of acts is told it. */
export function frameOf(turn: Turn): OpenQuestion | null {
  const { pending } = turn.state;
  const pattern = patternOf(turn);
  if (pending === null || pattern === null) return null;
  if (pending.kind === 'which')
    return { kind: pattern.kind, options: pending.workflows.map((id) => workflowOf(turn, id).definition.button) };
  return { kind: pattern.kind };
}

import type { EngineState } from '../engine-types.ts';
import { type State, stateSchema } from './state-schema.ts';

/** Turns a state of schema `n` into one of `n + 1`. Add an entry whenever `stateSchema` changes incompatibly. */
export type Migration = (state: Record<string, unknown>) => Record<string, unknown>;
export const migrations: Readonly<Record<number, Migration>> = {};

/**
 * Reads what an earlier release may have written, as a copy that the engine may change (parsing builds every object and
 * list anew). Throws when the state is from a newer one or damaged.
 */
export function loadState(stored: EngineState, steps: Readonly<Record<number, Migration>> = migrations): State {
  let state: Record<string, unknown> = { ...stored };
  for (let step = steps[Number(state.schema)]; step !== undefined; step = steps[Number(state.schema)])
    state = step(state);
  return stateSchema.parse(state);
}

export function storeState(state: State): EngineState {
  return state;
}

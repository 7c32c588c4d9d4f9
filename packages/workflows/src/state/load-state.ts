import { storedRecord } from '@acebuddy/contracts';
import type { EngineState } from '../engine-types.ts';
import { type State, stateSchema, stateVersion } from './state-schema.ts';

/** Turns a state of schema `n` into one of `n + 1`. Add an entry whenever `stateSchema` changes incompatibly. */
export type Migration = (state: Record<string, unknown>) => Record<string, unknown>;
export const migrations: Readonly<Record<number, Migration>> = {};

const readState = storedRecord(stateSchema);

/**
 * Reads what an earlier or a later release may have written, as a copy that the engine may change (parsing builds every
 * object and list anew). What this release does not know stays in the copy, the number of a later schema included: the
 * release that knows it goes on with it. A later release only ever adds (docs/upgrading.md).
 *
 * @throws when the state is damaged, or older than every step that leads to the present one.
 */
export function loadState(stored: EngineState, steps: Readonly<Record<number, Migration>> = migrations): State {
  let state: Record<string, unknown> = { ...stored };
  for (let step = steps[Number(state.schema)]; step !== undefined; step = steps[Number(state.schema)])
    state = step(state);
  if (!(Number(state.schema) >= stateVersion)) throw new Error(`no step leads from the state's schema ${state.schema}`);
  return withMailbox(readState.parse(state));
}

/** What a confirmed code proves is a mailbox; earlier releases called that verified. */
function withMailbox(state: State): State {
  const { identity } = state;
  if (identity.verified === null) return state;
  const { verified: mailbox } = identity;
  return { ...state, identity: { ...identity, verified: null, mailbox, proof: 'mailbox only' } };
}

export function storeState(state: State): EngineState {
  return state;
}

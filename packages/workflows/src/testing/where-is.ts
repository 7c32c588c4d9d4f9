import type { EngineState } from '../engine-types.ts';
import { loadState } from '../state/load-state.ts';

export interface Whereabouts {
  /** Key of the step that waits for the customer, for example `ask:user_name`; null when none does. */
  readonly asks: string | null;
  /** The question outside the steps that is open, for example `ways`. */
  readonly pending: string | null;
  readonly holder: string;
  readonly waiting: readonly string[];
}

/** A look inside the state, for tests only. */
export function whereIs(stored: EngineState): Whereabouts {
  const state = loadState(stored);
  return {
    asks: state.run !== null && state.run.ended === null ? (state.run.asked?.key ?? null) : null,
    pending: state.pending?.kind ?? null,
    holder: state.holder,
    waiting: state.stack.map((run) => run.workflow),
  };
}

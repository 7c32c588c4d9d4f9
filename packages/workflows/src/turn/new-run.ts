import type { Turn } from '../flow/turn.ts';
import { pastMax, type Run, type State } from '../state/state-schema.ts';

/** Makes a run the current one. Whatever ran before must have been ended or put aside. */
export function newRun(turn: Turn, workflow: string, firstText: string): Run {
  const { state } = turn;
  state.runCount += 1;
  const run: Run = {
    id: `run-${state.runCount}`,
    workflow,
    slots: {},
    order: [],
    done: {},
    failed: 0,
    asked: null,
    reopen: null,
    detour: null,
    addTo: null,
    beneficiary: null,
    offered: false,
    askedBack: false,
    firstText: firstText.slice(0, 500),
    about: '',
    words: turn.told === null || firstText.includes(turn.told) ? [] : [turn.told],
    denied: [],
    reason: null,
    notes: [],
    carried: [],
    carriedAccounts: [],
    startedAs: null,
    confirmed: false,
    ticketed: false,
    ended: null,
  };
  keepPast(state);
  Object.assign(state, { run, session: 'active', pending: null, misses: 0, upset: 0, nudged: false });
  return run;
}

/** Another run takes the place of the present one, whose ticket may still be spoken of. */
export function keepPast(state: State): void {
  const { run } = state;
  if (run === null || !run.ticketed || run.ended === null) return;
  state.past = [...state.past.filter(({ id }) => id !== run.id), run].slice(-pastMax);
}

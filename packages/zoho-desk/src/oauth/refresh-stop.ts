import type { Clock } from '../clock.ts';
import { type DeskFailure, toFailure } from '../failure.ts';
import type { RefreshOutcome } from './token-endpoint.ts';

/** After a permanent error nothing is asked for this long; then once, in case a person has mended it at Zoho's side. */
const permanentPauseMs = 15 * 60_000;
/** After a failure that may pass the pause doubles from the one to the other: nine tries last ten minutes. */
const failedPauseMinMs = 5_000;
const failedPauseMaxMs = 2 * 60_000;

type Bad = Extract<RefreshOutcome, { readonly outcome: 'permanent' | 'failed' }>;

/** Remembers that refreshing does not work, and for how long not to try. */
export interface RefreshStop {
  /** Why no refresh should be tried now; null when it may. */
  current(): DeskFailure | null;
  note(outcome: Bad): DeskFailure;
  clear(): void;
}

export function createRefreshStop(clock: Clock): RefreshStop {
  let stopped: { readonly until: number; readonly failure: DeskFailure } | null = null;
  let failures = 0;
  let generalErrors = 0;

  /** `general_error` gets one more try before it counts as permanent (zoho-desk.md §2.4). */
  function isPermanent({ outcome, code }: Bad): boolean {
    generalErrors += code === 'GENERAL_ERROR' ? 1 : 0;
    return outcome === 'permanent' && !(code === 'GENERAL_ERROR' && generalErrors === 1);
  }

  return {
    current: () => {
      const left = (stopped?.until ?? 0) - clock.now();
      if (stopped === null || left <= 0) return null;
      // Nobody was asked: callers wait for the end of the pause, which is no failed attempt of theirs.
      const kind = stopped.failure.kind === 'auth' ? 'auth' : 'throttled';
      return { ...stopped.failure, kind, retryAfterMs: left };
    },
    note: (outcome) => {
      const permanent = isPermanent(outcome);
      const pauseMs = permanent ? permanentPauseMs : Math.min(failedPauseMaxMs, failedPauseMinMs * 2 ** failures);
      failures += 1;
      const failure = toFailure({
        kind: permanent ? 'auth' : 'unavailable',
        code: outcome.code,
        message: outcome.message,
        retryAfterMs: pauseMs,
      });
      stopped = { until: clock.now() + pauseMs, failure };
      return failure;
    },
    clear: () => {
      stopped = null;
      failures = 0;
      generalErrors = 0;
    },
  };
}

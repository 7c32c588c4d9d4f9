import type { Clock } from './clock.ts';
import type { DeskResult } from './failure.ts';

/** How the connection to Desk stands, by what the calls of this process have seen. */
export interface HealthStats {
  /** Whether the last call that could tell was let in by its token; null before the first. */
  readonly tokenOk: boolean | null;
  /** The calls since Desk answered last, in epoch milliseconds; null when the last one was answered. */
  readonly silence: { readonly since: number; readonly lastAt: number } | null;
}

export interface Health {
  /** What became of a call that began then. */
  note(result: DeskResult<unknown>, startedAt: number): void;
  stats(): HealthStats;
}

/** Remembers what the newest calls say about token and connection. */
export function createHealth(clock: Clock): Health {
  let tokenOk: boolean | null = null;
  let silence: HealthStats['silence'] = null;
  return {
    note(result, startedAt) {
      const isAnswered = result.ok || result.failure.status !== null;
      if (isAnswered) {
        silence = null;
      } else if (result.failure.kind === 'unavailable' || result.failure.kind === 'unknown_outcome') {
        silence = { since: silence?.since ?? startedAt, lastAt: clock.now() };
      }
      tokenOk = tokenSeen(result) ?? tokenOk;
    },
    stats: () => ({ tokenOk, silence }),
  };
}

/** A 401 that outlived a renewal, or no token to be had, is a refusal; a call that never went out says nothing. */
function tokenSeen(result: DeskResult<unknown>): boolean | null {
  if (result.ok) {
    return true;
  }
  const { kind, status } = result.failure;
  if (status === 401 || (kind === 'auth' && status === null)) {
    return false;
  }
  return kind === 'unavailable' || kind === 'unknown_outcome' || status === null ? null : true;
}

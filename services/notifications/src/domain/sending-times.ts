import { setTimeout as sleep } from 'node:timers/promises';
import type { SendOutcome } from '../ports.ts';

/** How the last mail went: a mail that is withheld takes as long and ends alike, so that nobody can tell. */
export interface SendingTimes {
  /** Remembers how this sending went. */
  note(sending: Promise<SendOutcome>): Promise<SendOutcome>;
  /** Does nothing for as long as the last sending took, and ends as it did. */
  again(): Promise<'sent' | 'failed'>;
}

export function createSendingTimes(): SendingTimes {
  let last: { readonly ms: number; readonly outcome: 'sent' | 'failed' } = { ms: 0, outcome: 'sent' };
  return {
    async note(sending) {
      const begun = performance.now();
      const outcome = await sending;
      // A letter that is refused says something about its address only; a server that is away is away for all.
      const isAway = outcome.kind === 'temporary';
      last = { ms: performance.now() - begun, outcome: isAway ? 'failed' : 'sent' };
      return outcome;
    },
    async again() {
      const { ms, outcome } = last;
      await sleep(ms, undefined, { ref: false });
      return outcome;
    },
  };
}

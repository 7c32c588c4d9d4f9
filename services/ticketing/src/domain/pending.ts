import type { Step } from '../ports.ts';

const retryMsMin = 1_000;
const retryMsMax = 60_000;

/** When it makes sense to ask again: after the next turn at the work, within reason. */
export function retryAfterMs(dueAt: number | null, now: number): number {
  return Math.min(Math.max((dueAt ?? now) - now, retryMsMin), retryMsMax);
}

/** A sentence for the caller; nothing of the customer's and nothing of Desk's own words. */
export function waitingReason(step: Step | null): string {
  switch (step?.state) {
    case 'sending':
      return 'Desk has been asked and has not answered yet';
    case 'unknown':
      return 'Desk did not answer; making sure that it is not done twice';
    default:
      return step !== null && step.progress.attempts > 0
        ? 'Desk could not be reached; it is tried again'
        : 'recorded, waits for its turn';
  }
}

import type { StoredApproval } from '../ports.ts';
import { showMoment } from './show-moment.ts';

const validForMs = 14 * 24 * 3_600_000;

/** When a request for approval ends without a decision, in epoch milliseconds. */
export function decidableUntilMs({ createdAt }: Pick<StoredApproval, 'createdAt'>): number {
  return Date.parse(createdAt) + validForMs;
}

/** The same for people. */
export function decidableUntil(
  approval: Pick<StoredApproval, 'createdAt'>,
  timeZone?: string,
  language?: string,
): string {
  return showMoment(decidableUntilMs(approval), timeZone, language);
}

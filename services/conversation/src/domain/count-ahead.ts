import type { BusinessHours } from '@acebuddy/metrics';
import type { ConversationStore } from '../ports.ts';
import type { DayCounts } from './day-counts.ts';
import { daysKept, type KeptDayCounts } from './kept-day-counts.ts';

export interface CountAheadDeps {
  readonly store: Pick<ConversationStore, 'isShared'>;
  readonly countDays: DayCounts;
  readonly kept: Pick<KeptDayCounts, 'tidy'>;
  /** What else is remembered of weeks of facts. */
  readonly attention: () => Promise<unknown>;
  /** Reports are in their zone when nobody names another. */
  readonly hours: Pick<BusinessHours, 'timeZone'>;
  readonly now: () => Date;
}

const dayMs = 86_400_000;
/** Of a shared store: replicas of an earlier release do not tell what they amend. */
const againMs = 45 * 60_000;

/**
 * Counts the days of the usual reports before anybody asks, where they are not kept from before: once where no other process
 * writes to the store. In a shared one, what is older than three quarters of an hour is counted again, by whichever replica comes
 * to it first, and what was kept over a stop in the turn after the first.
 */
export function createCountAhead(deps: CountAheadDeps): () => Promise<void> {
  const { store, countDays, kept, attention, hours, now } = deps;
  let countedAt: number | null = null;
  return async () => {
    const startedAt = now().getTime();
    if (countedAt !== null && (!store.isShared || startedAt - countedAt < againMs)) return;
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
    // In any zone today is one of these three.
    const days = { from: dayOf(startedAt - daysKept * dayMs), to: dayOf(startedAt + dayMs), zone: hours.timeZone };
    await countDays(countedAt === null ? days : { ...days, since: startedAt - againMs });
    if (countedAt === null) {
      await attention();
      await kept.tidy();
    }
    countedAt = countedAt === null ? 0 : startedAt;
  };
}

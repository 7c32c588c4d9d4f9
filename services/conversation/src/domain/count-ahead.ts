import type { BusinessHours } from '@acebuddy/metrics';
import type { ConversationStore } from '../ports.ts';
import type { DayCounts } from './day-counts.ts';

export interface CountAheadDeps {
  readonly store: Pick<ConversationStore, 'isShared'>;
  readonly countDays: DayCounts;
  /** What else is remembered of weeks of facts. */
  readonly attention: () => Promise<unknown>;
  /** Reports are in their zone when nobody names another. */
  readonly hours: Pick<BusinessHours, 'timeZone'>;
  readonly now: () => Date;
}

const dayMs = 86_400_000;
/** A quarter: the longest period that the console offers. */
const daysAhead = 90;
/** Before what is remembered of a shared store is too old. */
const againMs = 45 * 60_000;

/**
 * Counts the days of the usual reports before anybody asks, so that the first report after a start is as quick as the next: once
 * where no other process writes to the store, else again and again.
 */
export function createCountAhead({ store, countDays, attention, hours, now }: CountAheadDeps): () => Promise<void> {
  let countedAt: number | null = null;
  return async () => {
    const startedAt = now().getTime();
    if (countedAt !== null && (!store.isShared || startedAt - countedAt < againMs)) return;
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
    // In any zone today is one of these three.
    await countDays({
      from: dayOf(startedAt - daysAhead * dayMs),
      to: dayOf(startedAt + dayMs),
      zone: hours.timeZone,
      anew: countedAt !== null,
    });
    await attention();
    countedAt = startedAt;
  };
}

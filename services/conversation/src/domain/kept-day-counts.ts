import { createHash } from 'node:crypto';
import {
  type BusinessHours,
  countingVersion,
  type DayCells,
  dateIn,
  type ImpactInputs,
  packDay,
  unpackDay,
} from '@acebuddy/metrics';
import type { Logger } from '@acebuddy/service-kit';
import type { ConversationStore } from '../ports.ts';

/** So many days before today are kept and counted ahead: a quarter, the longest period that the console offers. */
export const daysKept = 90;

/** What was counted of a day, of facts as `mark` names them. */
export interface CountedDay {
  /** ISO date in the operator's zone. */
  readonly date: string;
  readonly mark: string;
  readonly cells: DayCells;
  /** Milliseconds since 1970. */
  readonly countedAt: number;
}

/** Counts of days that are over, kept with the facts that they are counted from: a start, or another replica, counts none again. */
export interface KeptDayCounts {
  /** Whether days of this zone and date are kept, and counted ahead. */
  covers(zone: string, date: string): boolean;
  /** Those of these dates that are kept; whoever asks compares the mark. */
  find(dates: readonly string[]): Promise<ReadonlyMap<string, CountedDay>>;
  /** Days without facts are not kept: reading them costs nothing. A failure costs a count after the next start, no report. */
  keep(days: readonly CountedDay[]): Promise<void>;
  /** Forgets days that are no longer covered, and those that were counted with other business hours or minutes saved. */
  tidy(): Promise<void>;
}

export interface KeptDayCountsDeps {
  readonly store: Pick<ConversationStore, 'dayCounts' | 'keepDayCounts' | 'forgetDayCounts'>;
  readonly hours: BusinessHours;
  readonly impact: Pick<ImpactInputs, 'minutesSaved'>;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'warn'>;
}

export function createKeptDayCounts({ store, hours, impact, now, logger }: KeptDayCountsDeps): KeptDayCounts {
  const basis = basisOf(hours, impact);
  const first = () => dateIn(hours.timeZone, now(), daysKept);
  return {
    covers: (zone, date) => zone === hours.timeZone && date >= first(),
    async find(dates) {
      const [from, to] = [dates[0], dates.at(-1)];
      if (from === undefined || to === undefined) return new Map();
      const wanted = new Set(dates);
      const kept = (await store.dayCounts(basis, from, to)).filter(({ date }) => wanted.has(date));
      return new Map(
        kept.map(({ date, mark, countedAt, counts }) => [
          date,
          { date, mark, countedAt: Date.parse(countedAt), cells: unpackDay(counts) },
        ]),
      );
    },
    async keep(days) {
      const counted = days.filter(({ date, cells }) => cells.length > 0 && date >= first());
      if (counted.length === 0) return;
      try {
        await store.keepDayCounts(
          basis,
          counted.map(({ date, mark, countedAt, cells }) => ({
            date,
            mark,
            countedAt: new Date(countedAt).toISOString(),
            counts: packDay(cells),
          })),
        );
      } catch (error) {
        logger.warn({ err: error, days: counted.length }, 'what was counted of days could not be kept');
      }
    },
    tidy: () => store.forgetDayCounts(basis, first()),
  };
}

/** All that a count depends on beside the facts. */
function basisOf(hours: BusinessHours, { minutesSaved }: Pick<ImpactInputs, 'minutesSaved'>): string {
  const saved = Object.entries(minutesSaved).sort();
  return createHash('sha256')
    .update(JSON.stringify([countingVersion, hours, saved]))
    .digest('base64url')
    .slice(0, 16);
}

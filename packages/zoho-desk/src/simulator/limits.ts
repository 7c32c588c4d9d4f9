import type { SimulatorSettings } from './options.ts';

const dayMs = 24 * 3_600_000;

export type Limits = ReturnType<typeof createLimits>;

/** Calls at once and credits of the day, as the portal counts them (zoho-desk.md §7). Days are UTC days here. */
export function createLimits(settings: () => SimulatorSettings, now: () => number) {
  let inFlight = 0;
  let concurrencySeen = 0;
  let day = Math.floor(now() / dayMs);
  let used = 0;

  function today(): number {
    const current = Math.floor(now() / dayMs);
    if (current !== day) {
      day = current;
      used = 0;
    }
    return used;
  }

  return {
    /** Without room too many calls are under way already; leave in any case, once or more often. */
    enter: () => {
      inFlight += 1;
      concurrencySeen = Math.max(concurrencySeen, inFlight);
      let isInside = true;
      const leave = (): void => {
        if (isInside) inFlight -= 1;
        isInside = false;
      };
      return { hasRoom: inFlight <= settings().concurrencyMax, leave };
    },
    /** Seconds until there are credits again, 0 when the call was paid. */
    charge: (weight: number) => {
      if (today() + weight > settings().dailyCredits) {
        return Math.ceil(((day + 1) * dayMs - now()) / 1_000);
      }
      used += weight;
      return 0;
    },
    remaining: () => Math.max(0, settings().dailyCredits - today()),
    stats: () => ({ inFlight, concurrencySeen, creditsUsed: today() }),
    resetCounts: () => {
      concurrencySeen = inFlight;
    },
  };
}

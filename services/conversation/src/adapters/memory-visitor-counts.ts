import type { VisitorCounts } from '../ports.ts';

const hourMs = 3_600_000;
/** Keys that are remembered; beyond that the one that was seen longest ago is forgotten. */
const keysMax = 40_000;

/** For the process that is alone with its store. */
export function createMemoryVisitorCounts(now: () => Date): VisitorCounts {
  const seen = new Map<string, Map<string, number>>();
  return {
    async take(key, id, max) {
      const at = now().getTime();
      const recent = new Map([...(seen.get(key) ?? [])].filter(([, seenAt]) => at - seenAt < hourMs));
      const allowed = recent.has(id) || recent.size < max;
      if (allowed && !recent.has(id)) recent.set(id, at);
      seen.delete(key);
      seen.set(key, recent);
      const oldest = seen.keys().next().value;
      if (seen.size > keysMax && oldest !== undefined) seen.delete(oldest);
      return allowed;
    },
  };
}

import { setTimeout as wait } from 'node:timers/promises';

/** What stands before the gateways: gives each call the next one, leaving out those that are to be stopped. */
export interface Balancer {
  /** The next gateway, with one call more under way. */
  take(): string;
  /** That call has ended. */
  giveBack(url: string): void;
  /** No further calls; resolves when none is under way there any more. Of a single gateway, nothing. */
  drain(url: string): Promise<void>;
  /** No further calls, and nobody waits for those that are under way. */
  leaveOut(url: string): void;
  /** Calls again. */
  putBack(url: string): void;
}

const lookEveryMs = 50;
/** Longer than a gateway may take for an answer. */
const drainMsMax = 10_000;

export function createBalancer(urls: readonly string[]): Balancer {
  const away = new Set<string>();
  const underway = new Map<string, number>();
  const count = (url: string, by: number) => underway.set(url, (underway.get(url) ?? 0) + by);
  let turn = 0;
  return {
    take() {
      const there = urls.filter((url) => !away.has(url));
      // With none left a wrong one is better than none, as proxies have it.
      if (there.length === 0) there.push(...urls);
      turn += 1;
      const url = there[turn % there.length] ?? '';
      count(url, 1);
      return url;
    },
    giveBack: (url) => void count(url, -1),
    async drain(url) {
      if (!urls.includes(url) || urls.length < 2) return;
      away.add(url);
      const endsAt = performance.now() + drainMsMax;
      while ((underway.get(url) ?? 0) > 0 && performance.now() < endsAt) await wait(lookEveryMs);
    },
    leaveOut: (url) => void away.add(url),
    putBack: (url) => void away.delete(url),
  };
}

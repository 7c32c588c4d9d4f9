import type { Balancer } from '../chaos/balancer.ts';
import type { Striker } from '../chaos/strike.ts';

const lookEveryMs = 200;
const answerMsMax = 1_000;

/**
 * A balancer that looks at `/ready` of each gateway as proxies do: out at the first 503 or silence, in again at the next 200.
 * What was taken out by somebody else comes back by him alone.
 *
 * @returns how to end it
 */
export function watchReadiness(balancer: Balancer, urls: readonly string[]): () => void {
  const out = new Set<string>();
  const look = async (url: string): Promise<void> => {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(answerMsMax) }).catch(() => null);
    await response?.body?.cancel();
    if (response?.status !== 200) {
      out.add(url);
      balancer.leaveOut(url);
    } else if (out.delete(url)) balancer.putBack(url);
  };
  const timer = setInterval(() => {
    for (const url of urls) void look(url);
  }, lookEveryMs);
  return () => clearInterval(timer);
}

/** The deployer, beside such a balancer while it works. */
export function watched(
  system: { readonly balancer: Balancer; readonly urls: readonly string[] },
  striker: Striker,
): Striker {
  return {
    ...striker,
    async run() {
      const stop = watchReadiness(system.balancer, system.urls);
      try {
        await striker.run();
      } finally {
        stop();
        for (const url of system.urls) system.balancer.putBack(url);
      }
    },
  };
}

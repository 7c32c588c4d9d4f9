import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Balancer } from './balancer.ts';

/** What came back over the wire, of every call of every customer. */
export interface Recorder {
  readonly calls: CallRecord[];
  /** Tries that met no gateway, or one that died before it answered. */
  unanswered: number;
}

export interface CallRecord {
  /** 0: the connection ended without an answer, after longer than a gateway may take for one. */
  readonly status: number;
  readonly ms: number;
  /** Of them, how long this process could not look for the answer: its own event loop was held up. */
  readonly stalledMs: number;
  /** Programs that wanted to run, on average of the last minute: a machine busy with other work is late for everything. */
  readonly load: number;
  readonly at: string;
}

/** SalesIQ waits five seconds (salesiq.md §1); this leaves one for the way. */
export const replyMsMax = 4_000;

const tickMs = 20;
let stalledMs = 0;
let tickedAt = performance.now();
setInterval(() => {
  const now = performance.now();
  stalledMs += Math.max(0, now - tickedAt - 2 * tickMs);
  tickedAt = now;
}, tickMs).unref();

/** A call to the gateways: takes one that answers, and sends the same bytes again when one dies under it. Keeps count of answers. */
export function createCaller(balancer: Balancer, recorder: Recorder, patienceMs: number): typeof fetch {
  return async (input, init) => {
    const path = new URL(String(input)).pathname;
    const endsAt = performance.now() + patienceMs;
    for (;;) {
      const gateway = balancer.take();
      const url = `${gateway}${path}`;
      const startedAt = performance.now();
      const stalledBefore = stalledMs;
      const note = (status: number) =>
        recorder.calls.push({
          status,
          ms: performance.now() - startedAt,
          stalledMs: stalledMs - stalledBefore,
          load: loadavg()[0] ?? 0,
          at: new Date().toISOString(),
        });
      try {
        const response = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
        const text = await response.text();
        note(response.status);
        return new Response(response.status === 204 ? null : text, { status: response.status });
      } catch (error) {
        recorder.unanswered += 1;
        if (performance.now() - startedAt > replyMsMax) note(0);
        if (init?.signal?.aborted || performance.now() > endsAt) throw error;
        await wait(150);
      } finally {
        balancer.giveBack(gateway);
      }
    }
  };
}

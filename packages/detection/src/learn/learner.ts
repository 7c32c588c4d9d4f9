import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Learned, LearnProgress, LearnRequest } from './learn.ts';

/** Learns in a thread of its own, which lets all others go first. */
export interface Learner {
  /** `learn`, elsewhere. @throws when it takes longer than `timeoutMs`, or is closed meanwhile */
  learn(request: LearnRequest, onProgress: (progress: LearnProgress) => void): Promise<Learned>;
  /** Ends the thread; work that is under way fails. */
  close(): Promise<void>;
}

/** A minute a language on an idle machine; a busy one may need some times that. */
const defaultTimeoutMs = 30 * 60_000;

export function createLearner({ timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {}): Learner {
  const pool = new Piscina<{ request: LearnRequest; port: MessageChannel['port2'] }, Learned>({
    filename: new URL('./learning-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    // Its memory is given back at once: nobody learns twice in a row.
    idleTimeout: 0,
  });
  return {
    async learn(request, onProgress) {
      const { port1, port2 } = new MessageChannel();
      port1.on('message', onProgress);
      port1.unref();
      try {
        return await pool.run(
          { request, port: port2 },
          { transferList: [port2], signal: AbortSignal.timeout(timeoutMs) },
        );
      } finally {
        port1.close();
      }
    },
    close: () => pool.destroy(),
  };
}

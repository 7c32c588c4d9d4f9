import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import { type RedactOptions, redactText } from './redact.ts';
import type { Redacted } from './redaction-worker.ts';

/** `redactText`, or something that answers like it. */
export type RedactText = (text: string, options?: RedactOptions) => string;

/** Takes secrets out of texts of any length without holding the thread that everybody shares. */
export interface Redactor {
  /**
   * Does the work for these texts, in a thread of its own where they are long, and returns a `redactText` that has the
   * results at hand. The shorter job goes first, so that somebody's log file keeps nobody's sentence waiting.
   * @throws when the work takes longer than `timeoutMs`: nothing may be written down then
   */
  prepare(texts: readonly string[]): Promise<RedactText>;
  /** Ends the thread; work that is under way fails. */
  close(): Promise<void>;
}

export interface RedactorOptions {
  /** Texts with so many characters together are worked on at once, on the spot. @default 1,000 */
  readonly inlineCharsMax?: number;
  /** Longest wait for the work's turn and the work itself, in milliseconds. @default 20,000 */
  readonly timeoutMs?: number;
}

/** After so long without a long text the thread is given back. */
const idleMs = 60_000;

export function createRedactor({ inlineCharsMax = 1_000, timeoutMs = 20_000 }: RedactorOptions = {}): Redactor {
  const pool = new Piscina<readonly string[], readonly Redacted[]>({
    filename: new URL('./redaction-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
  });
  const queue = new PQueue({ concurrency: 1 });
  return {
    async prepare(texts) {
      const chars = texts.reduce((total, { length }) => total + length, 0);
      if (chars <= inlineCharsMax) return redactText;
      const signal = AbortSignal.timeout(timeoutMs);
      const done = await queue.add(() => pool.run(texts, { signal }), { priority: -chars, signal });
      return answering(new Map(texts.map((text, index) => [text, done[index]] as const)));
    },
    close: () => pool.destroy(),
  };
}

function answering(known: ReadonlyMap<string, Redacted | undefined>): RedactText {
  return (text, options) => {
    const found = known.get(text);
    // What the message before announced is looked for in short ones alone.
    if (found === undefined || options?.follows) return redactText(text, options);
    return options?.keepCodes === true ? found.withCodes : found.text;
  };
}

import { bundledWorkflows } from './bundled-workflows.ts';
import { createDetector } from './detector.ts';

export interface Cost {
  readonly startMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Slowest median among the hostile inputs. */
  readonly hostileMs: number;
}

/** Times starting and detecting in this process; each message three times, the best counting, so that other work of the machine is left out. */
export function measureCost(messages: readonly string[]): Cost {
  const started = performance.now();
  const detector = createDetector({ workflows: bundledWorkflows() });
  const startMs = performance.now() - started;
  for (const message of messages) detector.detect(message);
  const times = messages.map((message) => bestTime(() => detector.detect(message))).sort((one, other) => one - other);
  return {
    startMs,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    hostileMs: Math.max(...hostileMessages().map((message) => median(() => detector.detect(message)))),
  };
}

function time(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function bestTime(run: () => unknown): number {
  return Math.min(time(run), time(run), time(run));
}

function median(run: () => unknown): number {
  const times = Array.from({ length: 15 }, () => time(run)).sort((one, other) => one - other);
  return times[7] ?? 0;
}

/** The longest and strangest that a chat can bring. */
export function hostileMessages(): string[] {
  const letters = (count: number, at: (index: number) => number): string =>
    Array.from({ length: count }, (_, index) => String.fromCharCode(at(index))).join('');
  return [
    'x'.repeat(200_000),
    letters(5000, (index) => 97 + ((index * 7919) % 26)),
    letters(5000, (index) => (index % 6 === 5 ? 32 : 97 + ((index * 7919) % 26))),
    letters(5000, (index) => 0x0400 + (index % 200)),
    '😀🖨️'.repeat(2500),
    '\u0000\ud800\udfff'.repeat(1600),
    'not '.repeat(1250),
    'printer, '.repeat(550),
    'ﷺ'.repeat(5000),
    `${'('.repeat(2500)}${')'.repeat(2500)}`,
    'my printer is offline and the server is slow. '.repeat(110),
  ];
}

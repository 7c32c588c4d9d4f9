import { bundledWorkflows } from '../bundled-workflows.ts';
import { createDetector } from '../detector.ts';
import type { ActLine } from './act-lines.ts';
import { createReader } from './reader.ts';

const passes = 3;

/**
 * Times the reading of texts that are all different, topic and acts. Several passes over all of them, the best of each text counting, so
 * that other work of the machine is left out.
 */
export function measureReading(lines: readonly ActLine[]): { p50Ms: number; p99Ms: number } {
  const reader = createReader({ detector: createDetector({ workflows: bundledWorkflows() }) });
  const seen = new Set<string>();
  const different = lines.filter((line) => !seen.has(line.text) && seen.add(line.text));
  const best = different.map(() => Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < passes; pass += 1)
    for (const [index, line] of different.entries()) {
      const started = performance.now();
      reader.read(line.text, line.question);
      best[index] = Math.min(best[index] as number, performance.now() - started);
    }
  best.sort((one, other) => one - other);
  return { p50Ms: best[Math.floor(best.length * 0.5)] ?? 0, p99Ms: best[Math.floor(best.length * 0.99)] ?? 0 };
}

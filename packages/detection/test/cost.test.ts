import { expect, test } from 'vitest';
import { bundledWorkflows } from '../src/bundled-workflows.ts';
import { createDetector } from '../src/detector.ts';
import { hostileMessages } from '../src/measure-cost.ts';

// The score card holds the exact times (median well under 0.3 ms); here the bounds leave room for a busy machine.
const typicalMsMax = 3;
const hostileMsMax = 30;

const detector = createDetector({ workflows: bundledWorkflows() });

function medianMs(text: string): number {
  const times = Array.from({ length: 21 }, () => {
    const started = performance.now();
    detector.detect(text);
    return performance.now() - started;
  });
  return times.sort((one, other) => one - other)[10] ?? 0;
}

test('an ordinary message takes little time', () => {
  expect(medianMs('QuickBooks is slow today and the printer in the front office is offline')).toBeLessThan(
    typicalMsMax,
  );
});

test.each(hostileMessages().map((text) => [text.slice(0, 12), text]))(
  'a hostile message takes bounded time: %j',
  (_, text) => {
    expect(medianMs(text)).toBeLessThan(hostileMsMax);
  },
);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptsMax, backoffMs } from './backoff.ts';

const hourMs = 3_600_000;
const attempts = fc.integer({ min: 1, max: 10_000 });
const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

test('the wait is never negative, never above 6 hours, and within the doubling window', () => {
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      const waitMs = backoffMs(attempt, () => random);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(Math.min(2_000 * 2 ** Math.min(attempt - 1, 20), 6 * hourMs));
    }),
  );
});

test('Retry-After is a floor, and adds little to it', () => {
  fc.assert(
    fc.property(attempts, chance, fc.integer({ min: 0, max: 24 * hourMs }), (attempt, random, retryAfterMs) => {
      const waitMs = backoffMs(attempt, () => random, retryAfterMs);
      expect(waitMs).toBeGreaterThanOrEqual(retryAfterMs);
      expect(waitMs).toBeLessThanOrEqual(Math.max(6 * hourMs, Math.ceil(retryAfterMs * 1.25)));
    }),
  );
});

test('all attempts together span about 75 hours on average', () => {
  const spanMs = Array.from({ length: attemptsMax - 1 }, (_, index) => backoffMs(index + 1, () => 0.5)).reduce(
    (a, b) => a + b,
    0,
  );
  expect(spanMs / hourMs).toBeGreaterThan(70);
  expect(spanMs / hourMs).toBeLessThan(80);
});

test('those who failed together do not come back together', () => {
  const waits = new Set(Array.from({ length: 100 }, () => backoffMs(6, Math.random)));
  const after429 = new Set(Array.from({ length: 100 }, () => backoffMs(1, Math.random, 60_000)));
  expect(waits.size).toBeGreaterThan(90);
  expect(after429.size).toBeGreaterThan(80);
});

import { AppError } from '@acebuddy/contracts';
import { expect, test } from 'vitest';
import { runChecks } from './health.ts';

test('everything that answers is ready', async () => {
  expect(await runChecks({ store: async () => undefined }, 100)).toEqual({
    ready: true,
    checks: { store: { ok: true } },
  });
});

test('a failure names the dependency; only sentences of ours are shown', async () => {
  const readiness = await runChecks(
    {
      store: async () => {
        throw new AppError('STORE_UNAVAILABLE', 'The store does not answer at the moment');
      },
      mail: () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7:25');
      },
      desk: async () => undefined,
    },
    100,
  );
  expect(readiness).toEqual({
    ready: false,
    checks: {
      store: { ok: false, error: 'The store does not answer at the moment' },
      mail: { ok: false, error: 'failed' },
      desk: { ok: true },
    },
  });
});

test('a check that hangs counts as failed after the time-out and does not hold up the others', async () => {
  const readiness = await runChecks({ hanging: () => new Promise(() => undefined), store: async () => undefined }, 20);
  expect(readiness).toEqual({
    ready: false,
    checks: { hanging: { ok: false, error: 'no answer within 20 ms' }, store: { ok: true } },
  });
});

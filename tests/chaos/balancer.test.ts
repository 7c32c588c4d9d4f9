import { expect, test } from 'vitest';
import { createBalancer } from './balancer.ts';

test('a gateway that is to be stopped gets no further call, and is left when its last one has ended', async () => {
  const balancer = createBalancer(['a', 'b']);
  expect(new Set([balancer.take(), balancer.take()])).toEqual(new Set(['a', 'b']));
  let isDrained = false;
  const drained = balancer.drain('a').then(() => {
    isDrained = true;
  });
  expect([balancer.take(), balancer.take(), balancer.take()]).toEqual(['b', 'b', 'b']);
  expect(isDrained).toBe(false);
  balancer.giveBack('a');
  await drained;
  balancer.putBack('a');
  expect([balancer.take(), balancer.take()]).toContain('a');
});

test('the only gateway there is goes on getting calls', async () => {
  const balancer = createBalancer(['a']);
  await balancer.drain('a');
  expect(balancer.take()).toBe('a');
});

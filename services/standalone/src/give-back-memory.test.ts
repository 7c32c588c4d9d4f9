import { expect, it } from 'vitest';
import { giveBackMemory } from './give-back-memory.ts';

it('gives back what nothing needs any more', () => {
  let kept: { at: number }[] = Array.from({ length: 1_000_000 }, (_, at) => ({ at }));
  const held = process.memoryUsage().heapTotal;
  expect(kept).toHaveLength(1_000_000);
  kept = [];
  giveBackMemory();
  expect(held - process.memoryUsage().heapTotal).toBeGreaterThan(15_000_000);
});

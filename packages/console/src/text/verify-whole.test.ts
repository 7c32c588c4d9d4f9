import { expect, it } from 'vitest';
import { verifyWhole } from './verify-whole.ts';

const portion = (chain: 'conversation' | 'ticketing', entries: number, problem?: string) => ({
  chain,
  entries,
  damaged: problem === undefined ? [] : [{ seq: entries, problem }],
  unavailable: false,
});

it('goes on until nothing is left, and adds the portions of each trail up', async () => {
  const places: unknown[] = [];
  const answers = [
    {
      chains: [portion('conversation', 500), portion('ticketing', 20, 'was altered')],
      next: { conversation: { seq: 500, hash: 'h' } },
    },
    { chains: [portion('conversation', 40, 'is missing')], next: null },
  ];
  const told: number[] = [];
  const chains = await verifyWhole(
    async (next) => {
      places.push(next);
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError('asked again after the end');
      return answer;
    },
    (entries) => told.push(entries),
  );
  expect(places).toEqual([null, { conversation: { seq: 500, hash: 'h' } }]);
  expect(told).toEqual([520, 560]);
  expect(chains).toEqual([
    { ...portion('conversation', 540, 'is missing'), damaged: [{ seq: 40, problem: 'is missing' }] },
    portion('ticketing', 20, 'was altered'),
  ]);
});

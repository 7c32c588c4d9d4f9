import { expect, test } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { longFirst } from './long-first.ts';

/** As vitest hands it over, as far as it is read here; without a cache of earlier runs. */
function specOf(file: string, groupOrder = 0): TestSpecification {
  const config = { sequence: { groupOrder }, isolate: true };
  return {
    moduleId: `/repo/${file}`,
    project: { name: `group ${groupOrder}`, config },
  } as unknown as TestSpecification;
}
const ctx = { cache: { getTestSpecificationResult: () => undefined } } as unknown as Vitest;

async function sorted(specs: readonly TestSpecification[], named: readonly string[]): Promise<string[]> {
  const Sequencer = longFirst(named);
  const order = await new Sequencer(ctx).sort([...specs]);
  return order.map(({ moduleId }) => moduleId.slice('/repo/'.length));
}

test('begins what is named, in its order, and leaves out none of the others', async () => {
  const specs = ['a.test.ts', 'b.test.ts', 'c.test.ts', 'd.test.ts'].map((file) => specOf(file));
  expect(await sorted(specs, ['d.test.ts', 'b.test.ts'])).toEqual(['d.test.ts', 'b.test.ts', 'a.test.ts', 'c.test.ts']);
});

test('a group that comes later comes later, whatever is named', async () => {
  const specs = [specOf('clock.test.ts', 1), specOf('a.test.ts'), specOf('b.test.ts')];
  expect(await sorted(specs, ['clock.test.ts', 'b.test.ts'])).toEqual(['b.test.ts', 'a.test.ts', 'clock.test.ts']);
});

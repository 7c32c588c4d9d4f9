import { expect, test } from 'vitest';
import { newestFirst } from './mongo-newest-first.ts';

const now = Date.parse('2026-11-30T12:00:00.000Z');
const ago = (ms: number) => new Date(now - ms).toISOString();
const minute = 60_000;

/** A collection that knows by which windows it was read. */
function collection(...instants: readonly string[]) {
  const windows: { $gte?: string; $lt?: string }[] = [];
  const wide: boolean[] = [];
  const read = async (window: { $gte?: string; $lt?: string }, limit: number, isWide: boolean) => {
    windows.push(window);
    wide.push(isWide);
    const { $gte = '', $lt = '~' } = window;
    const found = instants.filter((instant) => instant >= $gte && instant < $lt);
    return found.toSorted().toReversed().slice(0, limit);
  };
  return { windows, wide, read };
}

const all = Array.from({ length: 40 }, (_, n) => ago(minute * 1.7 ** n));
const same = (instant: string) => instant;

test('has the newest in order, whatever is asked for', async () => {
  const read = newestFirst(() => now);
  const bounds = [
    {},
    { from: all[30] as string },
    { until: all[4] as string },
    { from: all[9] as string, until: all[2] as string },
  ];
  for (const bound of bounds)
    for (const limit of [0, 1, 7, 100])
      for (const isIndexed of [false, true]) {
        const { from = '', until = '~' } = bound as { from?: string; until?: string };
        const expected = all.filter((instant) => instant >= from && instant < until).slice(0, limit);
        expect(await read({ ...bound, limit, isIndexed }, collection(...all).read, same)).toEqual(expected);
      }
});

test('reads no further back than the page needs, and nothing twice', async () => {
  const things = collection(...all);
  await newestFirst(() => now)({ limit: 3 }, things.read, same);
  expect(things.windows).toEqual([
    { $gte: ago(minute / 2) },
    { $gte: ago(2 * minute), $lt: ago(minute / 2) },
    { $gte: ago(8 * minute), $lt: ago(2 * minute) },
  ]);
});

test('looks at once where the newest was, however long ago, and sees what is newer', async () => {
  const read = newestFirst(() => now);
  const [old, older] = [ago(400 * 86_400_000), ago(401 * 86_400_000)];
  expect(await read({ limit: 1 }, collection(older, old).read, same)).toEqual([old]);
  const things = collection(older, old);
  expect(await read({ limit: 1 }, things.read, same)).toEqual([old]);
  expect(things.windows).toHaveLength(1);
  expect(await read({ limit: 1 }, collection(older, old, ago(5)).read, same)).toEqual([ago(5)]);
});

test('asks a dozen times at most where nothing is, and reads the rest at once where an index has the filter', async () => {
  const none = collection();
  await newestFirst(() => now)({ limit: 5 }, none.read, same);
  expect(none.wide).toEqual([...Array.from({ length: 11 }, () => false), true]);
  const indexed = collection();
  await newestFirst(() => now)({ limit: 5, isIndexed: true }, indexed.read, same);
  expect(indexed.wide).toEqual([...Array.from({ length: 8 }, () => false), true]);
  const narrow = collection(...all);
  const found = await newestFirst(() => now)({ limit: 5, isIndexed: true, isNarrow: true }, narrow.read, same);
  expect([found, narrow.wide]).toEqual([all.slice(0, 5), [true]]);
});

import { describe, expect, it } from 'vitest';
import { cacheDirectory } from './cached-directory.ts';

const ann = { name: 'Ann', email: 'ann@firm.example', isPoc: false };

function cached(find: (email: string) => Promise<typeof ann | null>) {
  let time = 0;
  let calls = 0;
  const directory = cacheDirectory(
    {
      find: (email) => {
        calls += 1;
        return find(email);
      },
      ownersOf: async () => null,
    },
    { now: () => new Date(time), keepMs: 1_000, failureKeepMs: 100, waitMs: 50, entriesMax: 2 },
  );
  return { directory, calls: () => calls, advance: (ms: number) => (time += ms) };
}

describe('the cached directory', () => {
  it('asks once for the same person, whatever the case of the letters', async () => {
    const { directory, calls } = cached(async () => ann);
    expect(await directory.find('ann@firm.example')).toEqual(ann);
    expect(await directory.find('Ann@Firm.example')).toEqual(ann);
    expect(calls()).toBe(1);
  });

  it('asks again when the answer is old', async () => {
    const { directory, calls, advance } = cached(async () => ann);
    await directory.find('ann@firm.example');
    advance(1_001);
    await directory.find('ann@firm.example');
    expect(calls()).toBe(2);
  });

  it('takes a failure for "unknown" and does not ask with every message', async () => {
    const { directory, calls, advance } = cached(async () => Promise.reject(new Error('down')));
    expect(await directory.find('ann@firm.example')).toBeNull();
    expect(await directory.find('ann@firm.example')).toBeNull();
    expect(calls()).toBe(1);
    advance(101);
    await directory.find('ann@firm.example');
    expect(calls()).toBe(2);
  });

  it('forgets the oldest when it is full', async () => {
    const { directory, calls } = cached(async () => null);
    for (const email of ['a@x.example', 'b@x.example', 'c@x.example', 'a@x.example']) await directory.find(email);
    expect(calls()).toBe(4);
  });

  it('does not hold up a message for a slow answer, and has it for the next one', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof ann>();
    const { directory, calls } = cached(() => promise);
    expect(await directory.find('ann@firm.example')).toBeNull();
    resolve(ann);
    await expect.poll(() => directory.find('ann@firm.example')).toEqual(ann);
    expect(calls()).toBe(1);
  });
});

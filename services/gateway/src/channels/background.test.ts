import { captureLogs } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { createBackground } from './background.ts';

describe('createBackground', () => {
  it('tries again until the work succeeds', async () => {
    const { logger, lines } = captureLogs();
    const background = createBackground({ logger, pausesMs: [1, 1, 1] });
    let tries = 0;
    background.run('x', async () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    });
    await background.settled();
    expect(tries).toBe(3);
    expect(lines).toEqual([]);
  });

  it('gives up after the last pause and says so', async () => {
    const { logger, lines } = captureLogs();
    const background = createBackground({ logger, pausesMs: [1] });
    background.run('desk events', async () => {
      throw new Error('never');
    });
    await background.settled();
    expect(lines).toMatchObject([{ level: 'error', task: 'desk events', tries: 2 }]);
  });

  it('does not wait for the next try when it is stopped', async () => {
    const { logger, lines } = captureLogs();
    const background = createBackground({ logger, pausesMs: [60_000, 60_000] });
    let tries = 0;
    background.run('x', async () => {
      tries += 1;
      throw new Error('down');
    });
    // The first try has failed by then, and the pause before the second has begun.
    await new Promise(setImmediate);
    await background.stop();
    expect(tries).toBe(2);
    expect(lines).toMatchObject([{ level: 'error', tries: 2 }]);
  });

  it('takes no more than it can hold', async () => {
    const { logger, lines } = captureLogs();
    const background = createBackground({ logger, tasksMax: 1 });
    let finish: () => void = () => undefined;
    background.run('first', () => new Promise<void>((resolve) => (finish = resolve)));
    background.run('second', async () => expect.unreachable());
    finish();
    await background.settled();
    expect(lines).toMatchObject([{ level: 'error', task: 'second', msg: 'too much work in the background' }]);
  });
});

import { expect, it } from 'vitest';
import { pendingWork } from './outbox.ts';
import { newConversation, type Work } from './record.ts';
import { settle } from './settle.ts';

const now = '2026-11-23T10:00:00.000Z';
const lease = { owner: 'a', until: now };
const run = { runId: 'run-1', closed: false } as never;

it.each([
  ['Closed', true],
  ['Open', false],
  ['Escalated', false],
])('a ticket that we set to "%s" takes further requests or not, without waiting for news of it', (status, closed) => {
  const work: Work = { kind: 'status', id: 'status:1', awaited: false, runId: 'run-1', status };
  const seed = { id: 'c', chatId: 'c', channel: 'flat', engine: { schema: 1 } as never, now };
  const record = { ...newConversation(seed), runs: [run], outbox: [pendingWork(work, now, lease)] };
  const deps = {
    engine: {
      step: (state: unknown) => ({ state, reply: { texts: [] }, effects: [], why: null, wakeAt: null }),
      view: () => ({ slots: {} }),
    },
  };
  const outcome = { kind: 'done', result: { kind: 'done' } } as const;
  const settled = settle(deps as never, record, 'status:1', outcome, { now } as never, lease);
  expect(settled.record.runs).toMatchObject([{ runId: 'run-1', closed }]);
});

import { expect, it } from 'vitest';
import { withOrigins } from './origins.ts';
import { pendingWork } from './outbox.ts';
import { newConversation, type Work } from './record.ts';
import { withTurn } from './turns.ts';

const at = '2026-01-05T09:00:00.000Z';
const lease = { owner: 'a', until: at };
const empty = newConversation({ id: 'c1', chatId: 'c1', channel: 'salesiq', engine: {} as never, now: at });
const work = (id: string) => pendingWork({ kind: 'push', id } as Work, at, lease);
const [first, second] = [{ requestId: 'r1', traceparent: 'tp' }, { requestId: 'r2' }];

it('work and turn that a commit adds name the request that ordered them; those before it keep theirs', () => {
  const said = (record: typeof empty, eventId: string) => withTurn(record, { eventId, at, lines: [], reply: null });
  const one = withOrigins(empty, { ...said(empty, 'e1'), outbox: [work('w1')] }, first);
  const two = withOrigins(one, { ...said(one, 'e2'), outbox: [...one.outbox, work('w2')] }, second);
  expect(one.head?.requestId).toBe('r1');
  expect(two.head?.requestId).toBe('r2');
  expect(two.outbox.map(({ origin }) => origin)).toEqual([first, second]);
  expect(withOrigins(one, { ...one, outbox: [...one.outbox, work('w3')] }, second).head?.requestId).toBe('r1');
});

it('work that an older release left without a request is not laid at the door of a later one', () => {
  const old = { ...empty, outbox: [work('w1')] };
  expect(withOrigins(old, old, first).outbox[0]?.origin).toBeUndefined();
});

import { expect, it } from 'vitest';
import { pendingWork } from './outbox.ts';
import { settledPromise } from './promises.ts';
import { type ConversationRecord, newConversation } from './record.ts';

const at = '2026-11-23T10:00:00.000Z';
const lease = { owner: 'a', until: at };
const run = (runId: string, number: string | null, customerEmail: string | null) => ({
  runId,
  reference: `AB-${runId}`,
  customerEmail,
  ticket: number === null ? null : { id: `9${number}`, number, url: null },
});

function said(runs: readonly object[], underway: readonly string[]): string | undefined {
  const works = underway.map((runId) => ({ kind: 'createTicket', id: `ticket:${runId}`, runId, awaited: true }));
  const seed = { id: 'c', chatId: 'c', channel: 'flat', engine: { schema: 1 } as never, now: at };
  const outbox = works.map((work) => pendingWork(work as never, at, lease));
  const record = { ...newConversation(seed), runs, outbox } as ConversationRecord;
  return settledPromise(record, at, lease, 0).head?.lines[0]?.text;
}

it('promises a letter to whoever has an address, and the chat to others', () => {
  expect(said([run('1', null, 'ann@firm.example')], ['1'])).toContain('The ticket number follows by e-mail');
  expect(said([run('1', null, null)], ['1'])).toContain('The ticket number follows here');
});

it('speaks of what is on its way, not of an older request that Desk refused', () => {
  const refused = run('1', null, 'ann@firm.example');
  expect(said([refused, run('2', '102', 'ann@firm.example')], [])).toContain('#102');
  expect(said([refused, run('2', null, 'ann@firm.example')], ['2'])).toContain('AB-2');
});

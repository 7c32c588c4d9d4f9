import { expect, it } from 'vitest';
import { inventChat } from '../../dev/invented-chat.ts';
import { inventRows } from '../../dev/invented-rows.ts';
import { timelineOf } from './timeline.ts';

const [row] = inventRows(1, Date.parse('2026-11-28T20:00:00.000Z'));
if (row === undefined) throw new TypeError('no row');
const chat = inventChat(row, undefined);
const entries = timelineOf(chat.turns, chat);

it('puts messages, calls and audit entries in the order of their moments', () => {
  expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['message', 'desk', 'audit']));
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
});

it('tells of a call what it was for and how it went, with the call itself behind', () => {
  const calls = entries.filter(({ raw }) => raw?.startsWith('POST /tickets ·'));
  expect(calls.map(({ title, detail, raw, tone }) => [title, detail, raw, tone])).toEqual([
    ['Create the ticket', 'failed after 2.1 s', 'POST /tickets · status 503', 'bad'],
    ['Create the ticket', 'done in 412 ms', 'POST /tickets · status 200', 'good'],
  ]);
  expect(entries.filter(({ title }) => /[/{]/.test(title))).toEqual([]);
});

it('tells of a mail when it was ordered and when it was sent', () => {
  const mail = {
    id: 'm',
    conversationId: null,
    kind: 'mail',
    template: 'ticket_confirmation',
    correlationId: 'request-1',
    to: 'd…@x.example',
    status: 'sent',
    attempts: 1,
    lastError: null,
    nextAt: null,
    createdAt: '2026-11-28T20:00:00.000Z',
    sentAt: '2026-11-28T20:00:02.000Z',
    kept: true,
  } as const;
  const told = timelineOf([], { desk: [], approvals: [], audit: [], mails: [mail] });
  expect(told.map(({ title }) => title)).toEqual([
    'Mail ordered: Ticket confirmation',
    'Mail sent: Ticket confirmation',
  ]);
  expect(told.map(({ requestId }) => requestId)).toEqual(['request-1', null]);
});

it('tells of given-up work who had it done again, and why', () => {
  const [known] = chat.audit;
  if (known === undefined) throw new TypeError('no audit entry');
  const audit = [{ ...known, actor: { role: 'admin', key: 'k' }, details: { reason: 'the server is back' } }];
  const [told] = timelineOf([], { desk: [], approvals: [], mails: [], audit });
  expect(told?.detail).toBe('by admin, key k: the server is back');
});

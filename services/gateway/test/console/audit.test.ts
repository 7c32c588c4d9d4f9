import { AppError, type AuditEntry, type AuditPage } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import { checkAuditPage } from '../../src/console/check-audit-page.ts';
import { auditEntry } from '../fakes/admin.ts';
import { startConsole } from './api-client.ts';

const beginning = '0'.repeat(64);
/** A trail that follows from entry to entry. */
const trail = (count: number): AuditEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...auditEntry,
    seq: index + 1,
    previous: index === 0 ? beginning : `h${index}`,
    hash: `h${index + 1}`,
  }));
const pageOf = (items: AuditEntry[], damaged: AuditPage['damaged'] = [], next: number | null = null): AuditPage => ({
  items,
  next,
  damaged,
});

it('an unbroken trail has no damage, over pages as well', () => {
  const entries = trail(5);
  const first = checkAuditPage(pageOf(entries.slice(0, 3), [], 3), null);
  expect(first).toEqual({ entries: 3, damaged: [], end: { seq: 3, hash: 'h3' } });
  expect(checkAuditPage(pageOf(entries.slice(3)), first.end)).toEqual({ entries: 2, damaged: [], end: null });
});

it('names gaps, also at the edge of a page, and entries that do not follow', () => {
  const entries = trail(6);
  const gap = checkAuditPage(pageOf(entries.filter(({ seq }) => seq !== 2 && seq !== 3)), null);
  expect(gap.damaged).toEqual([{ seq: 2, problem: '2 entries are missing' }]);
  expect(checkAuditPage(pageOf(entries.slice(4)), { seq: 3, hash: 'h3' }).damaged).toEqual([
    { seq: 4, problem: '1 entries are missing' },
  ]);
  const forged = entries.map((entry) => (entry.seq === 4 ? { ...entry, previous: 'other' } : entry));
  expect(checkAuditPage(pageOf(forged), null).damaged).toEqual([
    { seq: 4, problem: 'it does not follow from the entry before it' },
  ]);
  expect(checkAuditPage(pageOf(trail(1).map((entry) => ({ ...entry, previous: 'x' }))), null).damaged).toHaveLength(1);
});

it('takes over what the service found, and does not blame what follows', () => {
  const entries = trail(4);
  const damaged = [{ seq: 2, problem: 'it was altered' }];
  // Readable, and no longer readable.
  for (const items of [entries, entries.filter(({ seq }) => seq !== 2)])
    expect(checkAuditPage(pageOf(items, damaged), null)).toEqual({ entries: 4, damaged, end: null });
  expect(checkAuditPage(pageOf(entries.slice(0, 1), damaged, 2), null).end).toEqual({ seq: 2, hash: null });
});

it('all trails are read to their end; one that does not answer is said', async () => {
  const { admin, conversation, ticketing, notifications } = await startConsole();
  const entries = trail(1_200);
  conversation.listAudit = async ({ after, limit }) => {
    const items = entries.slice(after, after + limit);
    return pageOf(items, [], items.length < limit ? null : after + limit);
  };
  ticketing.listAudit = async () => pageOf([]);
  notifications.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
  expect(await admin.system.verifyAudit.mutate()).toEqual({
    chains: [
      { chain: 'conversation', entries: 1_200, damaged: [], unavailable: false },
      { chain: 'ticketing', entries: 0, damaged: [], unavailable: false },
      { chain: 'notifications', entries: 0, damaged: [], unavailable: true },
    ],
    next: null,
  });
});

it('what takes longer goes on where it stopped', async () => {
  const gateway = await startConsole();
  const entries = trail(1_200).map((entry) => (entry.seq === 501 ? { ...entry, previous: 'x' } : entry));
  gateway.conversation.listAudit = async ({ after, limit }) => {
    const items = entries.slice(after, after + limit);
    return pageOf(items, [], items.length < limit ? null : after + limit);
  };
  const { verifyAudit } = await import('../../src/console/verify-audit.ts');
  const { logger } = gateway.logs;
  const deps = gateway as never;
  const first = await verifyAudit(deps, { logger }, undefined, 0);
  expect(first.next).toEqual({ conversation: { seq: 500, hash: 'h500' } });
  const second = await gateway.admin.system.verifyAudit.mutate({ from: first.next ?? {} });
  expect(second.chains).toEqual([
    {
      chain: 'conversation',
      entries: 700,
      damaged: [{ seq: 501, problem: 'it does not follow from the entry before it' }],
      unavailable: false,
    },
  ]);
  expect(second.next).toBeNull();
});

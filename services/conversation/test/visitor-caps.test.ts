import { describeStores } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { createMemoryVisitorCounts } from '../src/adapters/memory-visitor-counts.ts';
import { createMongoVisitorCounts } from '../src/adapters/mongo-visitor-counts.ts';
import { createVisitorCaps, type VisitorCaps } from '../src/domain/visitor-caps.ts';
import type { VisitorCounts } from '../src/ports.ts';
import { createHarness, message } from './harness.ts';

const of = (visitor: string, chat: string, text: string) =>
  message(text, { conversationId: chat, address: { chatId: chat }, visitor: { id: visitor, name: 'Ann' } });

describe('a visitor over her caps', () => {
  it('is handed to a person with what she wrote, and no further ticket is opened', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (let index = 0; index < 30; index += 1) await conversation.handleMessage(of('busy', `c-${index}`, 'ticket'));
    expect(harness.ticketing.tickets.size).toBe(30);
    const reply = await conversation.handleMessage(of('busy', 'c-31', 'ticket'));
    expect(reply.action).toBe('forward');
    expect(reply.replies.join()).toContain('handing this chat to a colleague');
    expect(harness.ticketing.tickets.size).toBe(30);
    const { messages } = await conversation.getSession('c-31');
    expect(messages.map(({ role, text }) => `${role}: ${text}`)[0]).toBe('customer: ticket');
    const { items } = await conversation.explainSession('c-31');
    expect(items).toMatchObject([{ why: { rows: [{ row: 'over_cap' }], effects: ['forward'] } }]);
  });

  it('does not stand in the way of others, nor of herself an hour later', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (let index = 0; index < 31; index += 1) await conversation.handleMessage(of('busy', `c-${index}`, 'ticket'));
    expect((await conversation.handleMessage(of('other', 'o-1', 'ticket'))).action).not.toBe('forward');
    harness.clock.advance(3_600_001);
    expect((await conversation.handleMessage(of('busy', 'late', 'ticket'))).action).not.toBe('forward');
  });

  it('who only talks is left alone', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (let index = 0; index < 100; index += 1)
      expect((await conversation.handleMessage(of('busy', 'c-1', `hello ${index}`))).action).toBe('reply');
  });
});

describe('a code', () => {
  it('is asked for with who wants it and a digest of her network', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const ask = (chat: string, change: Record<string, unknown>) =>
      conversation.handleMessage(message('code, then ticket', { conversationId: chat, ...change }));
    await ask('c-1', { network: '203.0.113.7' });
    await ask('c-2', { network: '203.0.113.7', visitor: { email: 'Ann@firm.example' } });
    await ask('c-3', { network: '203.0.113.8', visitor: {} });
    await ask('c-4', {});
    const { codes } = harness.notifications;
    expect(codes.map(({ visitor }) => visitor)).toEqual(['v1', 'ann@firm.example', 'c-3', 'v1']);
    const [first, second, third, none] = codes.map(({ network }) => network);
    expect(first).toMatch(/^[\w-]{32}$/);
    expect([second, third === first, none]).toEqual([first, false, undefined]);
  });
});

describeStores('the count of one visitor', (open, again) => {
  const at = { now: 0 };
  const now = () => new Date(at.now);

  /** Two replicas on one MongoDB; a SQLite file has one process, which counts in memory. */
  async function twoReplicas(): Promise<readonly [VisitorCounts, VisitorCounts]> {
    const one = await open();
    const two = await again(one);
    const memory = createMemoryVisitorCounts(now);
    if (one.kind !== 'mongo' || two.kind !== 'mongo') return [memory, memory];
    const digest = (key: string) => `digest of ${key}`;
    const on = (db: typeof one.db) => createMongoVisitorCounts(db, { digest, now });
    return [await on(one.db), await on(two.db)];
  }

  it('takes the same request once, for all replicas, and forgets it after an hour', async () => {
    at.now = 0;
    const [one, two] = (await twoReplicas()).map((counts) =>
      createVisitorCaps({ ticketsPerHour: 1, sessionsPerHour: 1 }, counts),
    ) as [VisitorCaps, VisitorCaps];
    for (const caps of [one, two, one]) expect(await caps.allowsTicket({ id: 'v' }, 'c', '$r')).toBe(true);
    expect(await two.allowsTicket({ id: 'v' }, 'c', 'r2')).toBe(false);
    expect(await one.allowsSession({ id: 'v' }, 'c')).toBe(true);
    expect(await one.allowsTicket({ email: 'Ann@firm.example' }, 'c', 'r3')).toBe(true);
    expect(await two.allowsTicket({ email: 'ann@firm.example' }, 'c', 'r4')).toBe(false);
    at.now = 3_600_000;
    expect(await two.allowsTicket({ id: 'v' }, 'c', 'r2')).toBe(true);
  });

  it('lets no more through than the cap, however many ask at once', async () => {
    at.now = 0;
    const replicas = await twoReplicas();
    const asked = Array.from({ length: 40 }, (_, n) => (replicas[n % 2] as VisitorCounts).take('many', `id-${n}`, 7));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(7);
  });
});

it('the count in a process keeps no more visitors than it may', async () => {
  const counts = createMemoryVisitorCounts(() => new Date(0));
  expect(await counts.take('v', 'r', 1)).toBe(true);
  expect(await counts.take('v', 'r2', 1)).toBe(false);
  for (let index = 0; index < 40_001; index += 1) await counts.take(`n-${index}`, 'r', 1);
  expect(await counts.take('v', 'r2', 1)).toBe(true);
});

import type { ChatEvent } from '@acebuddy/contracts';
import { type Database, openDatabase } from '@acebuddy/storage';
import { expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

const visitorOnly = { channel: 'salesiq', address: { preview: false } };
const known = { channel: 'salesiq', address: { chatId: '405', preview: false } };
const call = (conversationId: string, text: string, more: object = {}) =>
  message(text, { ...(conversationId.includes('visitor:') ? visitorOnly : known), conversationId, ...more });
const missed = (conversationId: string): ChatEvent =>
  ({ conversationId, eventId: 'missed-1', event: { kind: 'missed' } }) as ChatEvent;
const customers = (session: { messages: readonly { role: string; text: string }[] }) =>
  session.messages.filter(({ role }) => role === 'customer').map(({ text }) => text);

const shapes = [
  ['557/405', '405'],
  ['405', '557/405'],
  ['557/visitor:a/b', 'visitor:a/b'],
  ['visitor:a/b', '557/visitor:a/b'],
] as const;

it.each(shapes)('a chat that began as %s goes on as %s', async (first, second) => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(call(first, 'one'));
  const failed = { content: { kind: 'failed', reason: 'operators_unavailable' } };
  for (const more of [{}, { content: { kind: 'answers', answers: { name: 'two' } } }, failed])
    await conversation.handleMessage(call(second, 'two', more));
  expect(customers(await conversation.getSession(first))).toEqual(['one', 'two', 'name: two']);
  expect(customers(await conversation.getSession(second))).toEqual(['one', 'two', 'name: two']);
});

it.each(shapes.slice(0, 2))('news of a chat that began as %s are taken in as %s', async (first, second) => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(call(first, 'one'));
  expect(await conversation.handleChatEvent(missed(second))).toBe(true);
  expect(JSON.stringify(await conversation.getSession(first))).toContain('No operator took the chat');
  expect(await conversation.handleChatEvent(missed('557/999'))).toBe(false);
});

it.each([
  ['557/visitor:x', '405'],
  ['visitor:x', '557/405'],
])('a chat that was opened as %s goes on under its own id, %s', async (opened, id) => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(call(opened, 'one'));
  const continues = id.startsWith('557/') ? '557/visitor:x' : 'visitor:x';
  const reply = await conversation.handleMessage(call(id, 'hello', { continues }));
  expect(reply.replies).toEqual(['2: hello']);
});

it('calls of both shapes at once begin one chat and one ticket, in two replicas', async () => {
  const database: Database = await openDatabase({ sqliteFile: ':memory:', name: 'conversation' });
  await using harness = await createHarness({ database });
  const [one, other] = [await harness.replica(), await harness.replica()];
  const calls = Array.from({ length: 8 }, (_, n) =>
    (n % 2 === 0 ? one : other).conversation.handleMessage(call(n % 4 < 2 ? '557/405' : '405', 'ticket')),
  );
  await Promise.all(calls);
  await one.conversation.drain();
  const chats = [...harness.ticketing.requested].map((requestId) => requestId.split('#')[0]);
  expect(new Set(chats).size).toBe(1);
  await database.close();
});

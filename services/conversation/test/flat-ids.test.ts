import { toFlatConversationId } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

const salesiq = (text: string) =>
  message(text, { conversationId: 'org/chat', channel: 'salesiq', address: { chatId: 'chat', preview: false } });
/** As the gateway hands over the flat form. */
const flat = (chatId: string, text: string) =>
  message(text, { conversationId: toFlatConversationId(chatId), channel: 'flat', address: { preview: false } });
/** As releases before the spaces were apart did. */
const earlierFlat = (chatId: string, text: string) =>
  message(text, { conversationId: chatId, channel: 'flat', address: { preview: false } });

const customers = (session: { messages: readonly { role: string; text: string }[] }) =>
  session.messages.filter(({ role }) => role === 'customer').map(({ text }) => text);

it.each(['org/chat', 'chat', 'org/visitor:x'])('a flat chat called %s is no chat of SalesIQ', async (chatId) => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(salesiq('from SalesIQ'));
  await conversation.handleMessage(
    message('before it had an id', {
      conversationId: 'org/visitor:x',
      channel: 'salesiq',
      address: { preview: false },
    }),
  );
  const reply = await conversation.handleMessage(flat(chatId, 'from elsewhere'));
  expect(reply.session.sessionId).toBe(chatId);
  expect(customers(await conversation.getSession('org/chat'))).toEqual(['from SalesIQ']);
  expect(customers(await conversation.getSession('org/visitor:x'))).toEqual(['before it had an id']);
});

it('a session is found by the id as given, the one of SalesIQ first where both exist', async () => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(flat('chat', 'from elsewhere'));
  expect(customers(await conversation.getSession('chat'))).toEqual(['from elsewhere']);
  await conversation.handleMessage(salesiq('from SalesIQ'));
  await conversation.handleMessage(flat('chat', 'and newer'));
  expect(customers(await conversation.getSession('chat'))).toEqual(['from SalesIQ']);
  expect(customers(await conversation.getSession('flat:chat'))).toEqual(['from elsewhere', 'and newer']);
  await conversation.closeSession('chat', null);
  expect((await conversation.getSession('org/chat')).state).toBe('closed');
  expect((await conversation.getSession('flat:chat')).state).not.toBe('closed');
});

it('the ticket has the id as given', async () => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(flat('my-chat', 'ticket'));
  expect([...harness.ticketing.tickets.values()].map(({ draft }) => draft.chatId)).toEqual(['my-chat']);
});

it('a chat that an earlier release kept among those of SalesIQ goes on', async () => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica();
  await conversation.handleMessage(earlierFlat('my-chat', 'before the update'));
  const answered = flat('my-chat', 'after it');
  const reply = await conversation.handleMessage(answered);
  expect(customers(await conversation.getSession('my-chat'))).toEqual(['before the update', 'after it']);
  expect(await conversation.handleMessage(answered)).toEqual(reply);
  await conversation.handleMessage(flat('my-chat', 'ticket'));
  await conversation.drain();
  expect(harness.ticketing.tickets.size).toBe(1);
});

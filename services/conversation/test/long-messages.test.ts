import { setTimeout as sleep } from 'node:timers/promises';
import { redactText } from '@acebuddy/redaction';
import { expect, test } from 'vitest';
import { createHarness, message } from './harness.ts';

/** Redaction that takes its time, and what was asked of it. */
function slowRedaction(ms: number) {
  const asked: string[] = [];
  const busy = new Map<string, number>();
  let mostAtOnce = 0;
  return {
    asked,
    mostAtOnce: () => mostAtOnce,
    prepare: async (texts: readonly string[]) => {
      const [text = ''] = texts;
      const chat = text.slice(0, 6);
      if (!chat.startsWith('chat-')) return redactText;
      asked.push(text);
      busy.set(chat, (busy.get(chat) ?? 0) + 1);
      mostAtOnce = Math.max(mostAtOnce, busy.get(chat) ?? 0);
      await sleep(ms);
      busy.set(chat, (busy.get(chat) ?? 0) - 1);
      return redactText;
    },
  };
}

const say = (chat: string, text: string, eventId?: string) =>
  message(`${chat} ${text}`, {
    conversationId: chat,
    address: { chatId: chat },
    budgetMs: 500,
    ...(eventId === undefined ? {} : { eventId }),
  });

test('a chat has one message in redaction at a time, and no message twice', async () => {
  await using harness = await createHarness();
  const redaction = slowRedaction(40);
  const { conversation } = await harness.replica({ redaction });
  const texts = [...Array(20).keys()].map((n) => `my password is Hunter2!x, ${n}`);
  await Promise.all(texts.map((text) => conversation.handleMessage(say('chat-1', text))));
  expect(redaction.mostAtOnce()).toBe(1);
  expect(redaction.asked).toHaveLength(20);
  const { messages } = await conversation.getSession('chat-1');
  expect(messages.filter(({ role }) => role === 'customer')).toHaveLength(20);
  expect(JSON.stringify(messages)).not.toContain('Hunter2');
});

test('a commit that two replicas fight for is tried again without a second redaction', async () => {
  await using harness = await createHarness();
  const redaction = slowRedaction(5);
  const replicas = [await harness.replica({ redaction }), await harness.replica({ redaction })];
  const turns = [...Array(16).keys()].map((n) =>
    replicas[n % 2]?.conversation.handleMessage(say('chat-2', `line ${n}`)),
  );
  await Promise.all(turns);
  expect(redaction.asked.toSorted()).toEqual([...Array(16).keys()].map((n) => `chat-2 line ${n}`).toSorted());
});

test('a repeat that has its answer is not redacted again', async () => {
  await using harness = await createHarness();
  const redaction = slowRedaction(1);
  const { conversation } = await harness.replica({ redaction });
  const first = await conversation.handleMessage(say('chat-3', 'hello', 'event-of-three'));
  expect(await conversation.handleMessage(say('chat-3', 'hello', 'event-of-three'))).toEqual(first);
  expect(redaction.asked).toHaveLength(1);
});

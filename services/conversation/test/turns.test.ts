import { describe, expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

describe('a turn', () => {
  it('answers, and the session shows both sides in order', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    await conversation.handleMessage(message('again'));
    const session = await conversation.getSession('chat-1');
    expect(session.messages.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'customer: hello',
      'bot: 1: hello',
      'customer: again',
      'bot: 2: again',
    ]);
    expect(session.messageCount).toBe(4);
  });

  it('of any length is kept whole, and read as far as anybody means it', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const text = `${'a'.repeat(59_000)} the end`;
    const reply = await conversation.handleMessage(message(text));
    expect(reply.replies[0]).toHaveLength('1: '.length + 5_000);
    expect((await conversation.getSession('chat-1')).messages[0]?.text).toBe(text);
  });

  it('that is repeated gets the first answer, also after other messages', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const first = message('hello');
    const reply = await conversation.handleMessage(first);
    for (let count = 0; count < 20; count += 1) await conversation.handleMessage(message(`more ${count}`));
    expect(await conversation.handleMessage(first)).toEqual(reply);
    expect((await conversation.getSession('chat-1')).messageCount).toBe(42);
  });

  it('that arrives five times at once in two replicas is taken once', async () => {
    await using harness = await createHarness();
    const replicas = [await harness.replica(), await harness.replica()];
    const same = message('ticket');
    const replies = await Promise.all(
      [0, 1, 0, 1, 0].map((index) => replicas[index]?.conversation.handleMessage(same)),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(harness.ticketing.tickets.size).toBe(1);
  });

  it('of forty that arrive at once in two replicas is never lost', async () => {
    await using harness = await createHarness();
    const replicas = [await harness.replica(), await harness.replica()];
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`);
    await Promise.all(texts.map((text, index) => replicas[index % 2]?.conversation.handleMessage(message(text))));
    const session = await replicas[0]?.conversation.getSession('chat-1');
    const heard = session?.messages.filter((line) => line.role === 'customer').map((line) => line.text);
    expect(heard?.toSorted()).toEqual(texts.toSorted());
    const numbers = session?.messages
      .filter((line) => line.role === 'bot')
      .map((line) => Number.parseInt(line.text, 10));
    expect(numbers).toEqual(texts.map((_, index) => index + 1));
  });
});

describe('a one-time code', () => {
  it('is checked in the turn and written nowhere', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const reply = await conversation.handleMessage(message('123456'));
    expect(reply.replies).toEqual(['The code is verified.']);
    expect(harness.notifications.checked).toEqual(['123456']);
    const session = await conversation.getSession('chat-1');
    expect(JSON.stringify(session)).not.toContain('123456');
    expect(session.messages[0]?.text).toBe('[code removed]');
  });
});

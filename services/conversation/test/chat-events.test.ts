import type { ChatEvent } from '@acebuddy/contracts';
import { bundledWorkflowsFolder, defaultSettings, type Engine, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';
import { fakeEngine } from './fake-engine.ts';
import { createHarness, message } from './harness.ts';

let events = 0;

function event(change: ChatEvent['event']): ChatEvent {
  events += 1;
  return { conversationId: 'chat-1', eventId: `salesiq-${events}`, event: change } as ChatEvent;
}

/** Asks after ten quiet minutes whether she is still there. */
const nudging: Engine = {
  ...fakeEngine,
  step(state, input, context) {
    if (input.kind === 'timer') {
      const reply = { action: 'reply', texts: ['Are you still there?'], suggestions: [], input: null } as const;
      return { state, reply, effects: [], why: null, wakeAt: null };
    }
    const wakeAt = new Date(Date.parse(context.now) + 10 * 60_000).toISOString();
    return { ...fakeEngine.step(state, input, context), wakeAt: input.kind === 'incoming' ? wakeAt : null };
  },
};

describe('what SalesIQ reports of a chat', () => {
  it('is in the transcript when an operator speaks', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    await conversation.handleChatEvent(event({ kind: 'operator_replied', text: 'Jade here' }));
    const { messages } = await conversation.getSession('chat-1');
    expect(messages.at(-1)).toMatchObject({ role: 'operator', text: 'Jade here' });
  });

  it('is taken once, however often it is delivered', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const missed = event({ kind: 'missed' });
    for (let count = 0; count < 3; count += 1) await conversation.handleChatEvent(missed);
    expect((await conversation.getSession('chat-1')).messageCount).toBe(4);
  });

  it.each(['an operator takes the chat', 'she goes on writing'])(
    'asks nobody whether she is still there when %s before SalesIQ takes the question',
    async (what) => {
      await using harness = await createHarness();
      const { conversation } = await harness.replica({ engine: nudging });
      await conversation.handleMessage(message('hello'));
      const { pushChat } = harness.notifications;
      harness.notifications.pushChat = async () => ({ outcome: 'retry', reason: 'limited' });
      harness.clock.advance(11 * 60_000);
      await conversation.drain();
      expect((await conversation.getSession('chat-1')).messages.at(-1)?.text).toBe('Are you still there?');
      harness.clock.advance(1_000);
      if (what === 'she goes on writing') await conversation.handleMessage(message('yes'));
      else await conversation.handleChatEvent(event({ kind: 'operator_joined', operator: 'Jade' }));
      harness.notifications.pushChat = pushChat;
      await harness.pass(conversation, 60_000, 10_000);
      expect(harness.notifications.pushes.size).toBe(0);
      expect((await conversation.outbox.list({ limit: 5 })).items).toEqual([]);
    },
  );

  it('is not taken for an operator when it is what we pushed ourselves', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket'));
    harness.ticketing.mode = 'up';
    harness.clock.advance(120_000);
    await conversation.drain();
    const before = await conversation.getSession('chat-1');
    await conversation.handleChatEvent(event({ kind: 'operator_replied', text: 'Your ticket is #101.' }));
    expect((await conversation.getSession('chat-1')).messageCount).toBe(before.messageCount);
  });

  it('is not doubled when she writes while the bot attends', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    await conversation.handleChatEvent(event({ kind: 'visitor_replied', text: 'hello' }));
    expect((await conversation.getSession('chat-1')).messageCount).toBe(2);
  });

  it('is her words, too, while an operator has the chat, whatever became of her request', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.handleChatEvent(event({ kind: 'operator_joined', operator: 'Jade' }));
    await conversation.handleChatEvent(event({ kind: 'visitor_replied', text: 'good to talk to you' }));
    const { messages } = await conversation.getSession('chat-1');
    expect(messages.at(-1)).toMatchObject({ role: 'customer', text: 'good to talk to you' });
  });

  it.each(['the chat ends', 'nobody tells that it ended'])(
    'is on the ticket, too, with what both said and she thought of it, when %s',
    async (how) => {
      await using harness = await createHarness();
      const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
      const { conversation } = await harness.replica({ engine, settings: defaultSettings });
      harness.clock.advance(8 * 3_600_000);
      await conversation.handleMessage(message('I want to talk to a human'));
      const tell = (change: ChatEvent['event']) => conversation.handleChatEvent(event(change));
      await tell({ kind: 'operator_joined', operator: 'Jade' });
      await tell({ kind: 'operator_replied', text: 'Jade here. I will reset your quota tonight.' });
      await tell({ kind: 'visitor_replied', text: 'fine, my password is hunter2!' });
      if (how === 'the chat ends') await tell({ kind: 'completed' });
      else await harness.pass(conversation, 40 * 60_000, 60_000);
      await tell({ kind: 'rated', rating: 5, feedback: 'kind people' });
      await conversation.drain();
      const written = [...harness.ticketing.changes.values()].flatMap(({ change }) => {
        if (change.kind === 'transcript') return change.entries.map(({ text }) => text);
        return change.kind === 'comment' ? [change.text] : [];
      });
      const count = (part: string) => written.filter((text) => text.includes(part)).length;
      expect(['reset your quota', 'fine, my password', 'hunter2', '5 of 5: kind people'].map(count)).toEqual([
        1, 1, 0, 1,
      ]);
    },
  );

  it('of a chat that is not ours is said to be so', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    expect(await conversation.handleChatEvent(event({ kind: 'completed' }))).toBe(false);
  });
});

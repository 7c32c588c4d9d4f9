import { AppError } from '@acebuddy/contracts';
import { bundledWorkflowsFolder, defaultSettings, type Engine, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../src/conversation.ts';
import { fakeEngine } from './fake-engine.ts';
import { createHarness, message } from './harness.ts';

/** As the real engine: what comes after the end is not talked about. */
const silentWhenClosed: Engine = {
  ...fakeEngine,
  step: (state, input, context) => {
    const step = fakeEngine.step(state, input, context);
    const isOver = input.kind === 'result' && fakeEngine.view(state).state === 'closed';
    return isOver ? { ...step, reply: { ...step.reply, texts: [] } } : step;
  },
};

/** Of the first request's ticket, in the order they were written there. */
function linesOnTicket({ ticketing }: Awaited<ReturnType<typeof createHarness>>): string[] {
  const [ticket] = ticketing.tickets.values();
  const later = [...ticketing.changes.values()].flatMap(({ change }) =>
    change.kind === 'transcript' ? change.entries : [],
  );
  return [...(ticket?.transcript ?? []), ...later].map(({ text }) => text);
}

/** Tickets take longer than the gateway waits, until what is returned is called. */
function slowDown({ ticketing }: Awaited<ReturnType<typeof createHarness>>): () => void {
  const { createTicket } = ticketing;
  ticketing.createTicket = async (input) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return createTicket(input);
  };
  return () => {
    ticketing.createTicket = createTicket;
  };
}

async function linesOfSession(conversation: Conversation): Promise<string[]> {
  const { messages, messageCount } = await conversation.getSession('chat-1');
  expect(messages).toHaveLength(messageCount);
  return messages.map(({ text }) => text);
}

describe('a ticket', () => {
  it('is in the reply when the desk is quick, and both mails follow once', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const reply = await conversation.handleMessage(message('ticket'));
    expect(reply.replies).toEqual(['Your ticket is #101.']);
    expect(reply.session).toMatchObject({
      state: 'ticket',
      ticketCreated: true,
      ticketId: '9101',
      ticketNumber: '101',
    });
    await conversation.drain();
    const mails = [...harness.notifications.mails.values()].map(({ mail }) => mail.template);
    expect(mails.toSorted()).toEqual(['team_notice', 'ticket_confirmation']);
  });

  it('carries what was said so far, the asking message included', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    await conversation.handleMessage(message('ticket'));
    const [ticket] = harness.ticketing.tickets.values();
    expect(ticket?.transcript?.map((line) => line.text)).toEqual(['hello', '1: hello', 'ticket']);
  });

  it('is promised under our reference when the desk is slow, and created later with its number pushed', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    const reply = await conversation.handleMessage(message('ticket'));
    expect(reply.replies[0]).toMatch(/^Promised under AB-[0-9A-Z]{10}\.$/);
    harness.ticketing.mode = 'up';
    harness.clock.advance(120_000);
    await conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
    expect([...harness.notifications.pushes.values()].map((push) => push.text)).toEqual(['Your ticket is #101.']);
    expect((await conversation.getSession('chat-1')).ticketNumber).toBe('101');
  });

  it('is promised when the ticketing service is down, and survives the end of this process', async () => {
    await using harness = await createHarness();
    const first = await harness.replica();
    harness.ticketing.mode = 'down';
    const reply = await first.conversation.handleMessage(message('ticket'));
    expect(reply.replies[0]).toContain('Promised under');
    await first.stop();
    harness.ticketing.mode = 'up';
    harness.clock.advance(10 * 60_000);
    const second = await harness.replica();
    await second.conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
    expect(harness.notifications.mails.size).toBe(2);
  });

  it('is handed over within a minute of the return of a ticketing service that was away for hours', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'down';
    await conversation.handleMessage(message('ticket'));
    await harness.pass(conversation, 180 * 60_000, 60_000);
    harness.ticketing.mode = 'up';
    harness.clock.advance(60_000);
    await conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
  });

  it('is finished by another replica when the process dies between the commit and the call', async () => {
    await using harness = await createHarness();
    const dying = await harness.replica();
    const create = harness.ticketing.createTicket;
    harness.ticketing.createTicket = () => new Promise(() => undefined);
    const asked = message('ticket', { budgetMs: 30_000 });
    void dying.conversation.handleMessage(asked).catch(() => undefined);
    const second = await harness.replica();
    await expect.poll(async () => (await second.conversation.getSession('chat-1')).messageCount).toBeGreaterThan(0);
    harness.ticketing.createTicket = create;
    // The dead one's lease is good for half a minute.
    harness.clock.advance(29_000);
    await second.conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(0);
    harness.clock.advance(1_000);
    await second.conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
    const repeated = await second.conversation.handleMessage(asked);
    expect(repeated.replies[0]).toContain('Promised under');
  });

  it.each([
    ['asked for', 'ticket'],
    ['asked for with a code', '123456'],
  ])('%s is promised in the stored answer from the first write on', async (_how, text) => {
    await using harness = await createHarness();
    const engine: Engine = {
      ...fakeEngine,
      step: (state, input, context) =>
        input.kind === 'result' && input.result.kind === 'verification'
          ? fakeEngine.step(state, { kind: 'incoming', content: message('ticket').content } as never, context)
          : fakeEngine.step(state, input, context),
    };
    const dying = await harness.replica({ engine });
    harness.ticketing.createTicket = () => new Promise(() => undefined);
    const asked = message(text, { budgetMs: 30_000 });
    void dying.conversation.handleMessage(asked).catch(() => undefined);
    const { conversation } = await harness.replica({ engine });
    await expect.poll(async () => (await conversation.getSession('chat-1')).messageCount).toBeGreaterThan(0);
    harness.clock.advance(60_000);
    expect((await conversation.handleMessage(asked)).replies.join()).toMatch(/Promised under AB-/);
  });

  it('that is still on its way takes the place of no answer to what she writes next', async () => {
    await using harness = await createHarness();
    const engine: Engine = {
      ...fakeEngine,
      step(state, input, context) {
        const step = fakeEngine.step(state, input, context);
        const isDelay = input.kind === 'result' && input.result.kind === 'ticket' && input.result.outcome === 'pending';
        return isDelay ? { ...step, reply: { ...step.reply, texts: [] } } : step;
      },
    };
    const dying = await harness.replica({ engine });
    harness.ticketing.createTicket = () => new Promise(() => undefined);
    void dying.conversation.handleMessage(message('ticket', { budgetMs: 30_000 })).catch(() => undefined);
    const { conversation } = await harness.replica({ engine });
    await expect.poll(async () => (await conversation.getSession('chat-1')).messageCount).toBeGreaterThan(0);
    harness.clock.advance(60_000);
    harness.ticketing.createTicket = async ({ reference }) => ({
      outcome: 'pending',
      reference: reference as never,
      retryAfterMs: 1_000,
      reason: 'slow desk',
    });
    expect((await conversation.handleMessage(message('hello'))).replies).toEqual(['2: hello']);
  });

  it('refused by Desk for good becomes a dead letter, and the team is told', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.createTicket = async () => {
      throw new AppError('UNPROCESSABLE', 'a mandatory field is missing');
    };
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const { items } = await conversation.outbox.list({ limit: 10 });
    expect(items).toMatchObject([{ kind: 'createTicket', status: 'dead', lastError: 'UNPROCESSABLE' }]);
    const [notice] = harness.notifications.mails.values();
    expect(notice?.mail).toMatchObject({ template: 'team_notice' });
  });

  it('that is a dead letter can be tried again by a person', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const create = harness.ticketing.createTicket;
    harness.ticketing.createTicket = async () => {
      throw new AppError('UNPROCESSABLE', 'a mandatory field is missing');
    };
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    harness.ticketing.createTicket = create;
    const [dead] = (await conversation.outbox.list({ limit: 10 })).items;
    await conversation.retryOutbox(dead?.id ?? '');
    await conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
    expect((await conversation.outbox.list({ limit: 10 })).items).toEqual([]);
  });

  it('gets the rest of the transcript and the closing note when the session is closed, once', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.handleMessage(message('thanks'));
    await conversation.closeSession('chat-1', 'customer left');
    await conversation.closeSession('chat-1', 'customer left');
    await conversation.drain();
    const transcripts = [...harness.ticketing.changes.values()].map(({ change }) => change);
    expect(transcripts).toHaveLength(1);
    expect(transcripts[0]).toMatchObject({
      kind: 'transcript',
      entries: [
        { text: 'Your ticket is #101.' },
        { text: 'thanks' },
        { text: '2: thanks' },
        { text: 'The session was closed: customer left' },
      ],
    });
  });

  it('has every line of the session once, also when its turn had to say something else first', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    await conversation.handleMessage(message('code, then ticket'));
    await conversation.handleMessage(message('thanks'));
    await conversation.closeSession('chat-1', null);
    await conversation.drain();
    expect(linesOnTicket(harness)).toEqual(await linesOfSession(conversation));
  });

  it('has every line of the session once, also what an event brought that the bot answered', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    const missed = { conversationId: 'chat-1', eventId: 'missed-1', event: { kind: 'missed' } } as never;
    await conversation.handleChatEvent(missed);
    for (const text of ['hello', 'write it down', 'one thing more']) {
      await conversation.handleMessage(message(text));
      await conversation.drain();
    }
    await conversation.closeSession('chat-1', null);
    await conversation.drain();
    expect(linesOnTicket(harness)).toEqual(await linesOfSession(conversation));
    expect(linesOnTicket(harness)).toEqual(
      expect.arrayContaining(['No operator took the chat', 'Nobody is free.', 'one thing more']),
    );
  });

  it('has its number told beside another one that comes at the same time', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket'));
    await conversation.handleMessage(message('ticket'));
    harness.ticketing.mode = 'up';
    harness.clock.advance(400_000);
    await conversation.drain();
    const pushed = [...harness.notifications.pushes.values()].map(({ text }) => text);
    expect(pushed).toEqual(['Your ticket is #101.', 'Your ticket is #102.']);
    expect(await linesOfSession(conversation)).toEqual(expect.arrayContaining(pushed));
  });

  it('has every line of the session once, also when the process dies while some of them are being written', async () => {
    await using harness = await createHarness();
    const dying = await harness.replica();
    await dying.conversation.handleMessage(message('ticket'));
    const { changeTicket } = harness.ticketing;
    const stalled = Promise.withResolvers<void>();
    harness.ticketing.changeTicket = async (input) => {
      const outcome = await changeTicket(input);
      await stalled.promise;
      return outcome;
    };
    await dying.conversation.handleMessage(message('write it down'));
    void dying.conversation.drain();
    await expect.poll(() => harness.ticketing.changes.size).toBe(1);
    harness.ticketing.changeTicket = changeTicket;
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('one thing more'));
    harness.clock.advance(31_000);
    await conversation.drain();
    await conversation.closeSession('chat-1', null);
    await conversation.drain();
    stalled.resolve();
    await dying.conversation.drain();
    expect(linesOnTicket(harness)).toEqual(await linesOfSession(conversation));
  });

  it('whose number comes late ends the pending turn by callback when SalesIQ is configured', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    const asked = message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } });
    expect((await conversation.handleMessage(asked)).action).toBe('pending');
    harness.ticketing.mode = 'up';
    harness.clock.advance(65_000);
    await conversation.drain();
    const [push] = harness.notifications.pushes.values();
    expect(push).toMatchObject({ address: { callbackId: 'call-1' }, turnStartedAt: '2026-11-23T10:00:00.000Z' });
  });

  it('answered by an agent in an open turn: one line ends the turn, and the other follows as a message', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    harness.ticketing.mode = 'up';
    const { pushChat } = harness.notifications;
    const tried: string[] = [];
    harness.notifications.pushChat = async ({ text }) => {
      tried.push(text);
      return { outcome: 'retry', reason: 'timeout' };
    };
    harness.clock.advance(65_000);
    await conversation.drain();
    harness.tell('We will call you.');
    await harness.pass(conversation, 30 * 1_000, 1_000);
    expect(new Set(tried).size).toBe(1);
    harness.notifications.pushChat = pushChat;
    await harness.pass(conversation, 30 * 1_000, 1_000);
    const said = [...harness.notifications.pushes.values()];
    expect(said.map(({ address }) => address.callbackId)).toEqual(['call-1', undefined]);
    expect(said[0]?.text).toBe(tried[0]);
    expect(said[1]?.text).toContain('We will call you.');
  });

  it('whose line died with its process in an open turn leaves the turn to that line', async () => {
    await using harness = await createHarness({ callbacks: true });
    const dying = await harness.replica();
    harness.ticketing.mode = 'slow';
    await dying.conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    harness.ticketing.mode = 'up';
    const { pushChat } = harness.notifications;
    const stalled = Promise.withResolvers<void>();
    const asked: (string | undefined)[][] = [];
    harness.notifications.pushChat = async (input) => {
      asked.push([input.text.includes('We will call you') ? 'agent' : 'number', input.address.callbackId]);
      const outcome = await pushChat(input);
      if (asked.length === 1) await stalled.promise;
      return outcome;
    };
    harness.clock.advance(65_000);
    void dying.conversation.drain();
    await expect.poll(() => asked.length).toBe(1);
    const { conversation } = await harness.replica();
    harness.tell('We will call you.');
    await harness.pass(conversation, 60 * 1_000, 1_000);
    expect(asked).toEqual([
      ['number', 'call-1'],
      ['number', 'call-1'],
      ['agent', undefined],
    ]);
    stalled.resolve();
    await dying.conversation.drain();
  });

  it('is not held up by words that have waited for hours when a new turn is open', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1' } }));
    harness.tell('We will call you.');
    const { pushChat } = harness.notifications;
    harness.notifications.pushChat = async () => ({ outcome: 'retry', reason: 'unavailable' });
    await harness.pass(conversation, 120 * 60_000, 60_000);
    harness.notifications.pushChat = pushChat;
    harness.ticketing.mode = 'slow';
    const address = { chatId: 'chat-1', callbackId: 'call-2' };
    expect((await conversation.handleMessage(message('ticket', { address }))).action).toBe('pending');
    await harness.pass(conversation, 170 * 1_000, 1_000);
    const said = [...harness.notifications.pushes.values()];
    expect(said).toMatchObject([{ address: { callbackId: 'call-2' } }]);
    expect(said[0]?.text).toContain('Your request is safe with us');
  });

  it('whose open turn SalesIQ does not let us end leaves one line behind, not one for every try', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    let tries = 0;
    harness.notifications.pushChat = async () => {
      tries += 1;
      return { outcome: 'retry', reason: 'unavailable' };
    };
    const messages = (await conversation.getSession('chat-1')).messageCount;
    await harness.pass(conversation, 60 * 60_000, 60_000);
    expect((await conversation.getSession('chat-1')).messageCount).toBe(messages + 1);
    expect(tries).toBeLessThan(20);
  });

  it('whose number SalesIQ does not take is tried every ten seconds while the turn is open', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    harness.ticketing.mode = 'up';
    const { pushChat } = harness.notifications;
    const triedAt: number[] = [];
    let second = 0;
    harness.notifications.pushChat = async () => {
      triedAt.push(second);
      return { outcome: 'retry', reason: 'limited' };
    };
    for (second = 65; second < 140; second += 1) {
      harness.clock.advance(second === 65 ? 65_000 : 1_000);
      await conversation.drain();
    }
    const pauses = triedAt.map((at, index) => at - (triedAt[index - 1] ?? 65));
    expect(Math.max(...pauses)).toBe(10);
    harness.notifications.pushChat = pushChat;
    harness.clock.advance(10_000);
    await conversation.drain();
    expect(harness.notifications.pushes.size).toBe(1);
  });

  it('that still has no number near the end of the callback window ends the turn with the promise', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    harness.clock.advance(119_000);
    await conversation.drain();
    expect(harness.notifications.pushes.size).toBe(0);
    harness.clock.advance(1_000);
    await conversation.drain();
    const [push] = harness.notifications.pushes.values();
    expect(push?.text).toContain('Your request is safe with us under the reference AB-');
  });

  it('has its number as soon as the news say that it exists, although it is asked for only now and then', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket'));
    await harness.pass(conversation, 60 * 60_000, 60_000);
    expect(harness.ticketing.calls).toBeLessThan(40);
    expect(harness.ticketing.calls).toBeGreaterThanOrEqual(60 / 5);
    harness.ticketing.mode = 'up';
    harness.clock.advance(1_000);
    await conversation.drain();
    expect(harness.notifications.mails.size).toBe(0);
    const ticket = { ticketId: '9101', ticketNumber: '101', webUrl: null };
    harness.tell({ kind: 'created', ticket });
    await conversation.drain();
    expect(harness.notifications.mails.size).toBe(2);
  });

  it('answered by an agent before its number came, in a chat that is closed, has the answer mailed', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket'));
    await conversation.closeSession('chat-1', null);
    harness.tell('We will call you.');
    await conversation.drain();
    const mails = [...harness.notifications.mails.values()].map(({ mail }) => mail);
    const ticketNumber = expect.stringMatching(/^AB-/);
    expect(mails).toMatchObject([{ template: 'agent_reply', text: 'We will call you.', ticketNumber }]);
  });

  it('answered by an agent when she has long left the chat has the answer mailed', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    const answer = async () => {
      harness.tell('Try it now.');
      await conversation.drain();
    };
    const mailed = () =>
      [...harness.notifications.mails.values()].filter(({ mail }) => mail.template === 'agent_reply');
    harness.clock.advance(29 * 60_000);
    await answer();
    expect([harness.notifications.pushes.size, mailed().length]).toEqual([1, 0]);
    harness.clock.advance(2 * 60_000);
    await answer();
    expect([harness.notifications.pushes.size, mailed().length]).toEqual([1, 1]);
  });

  it('is waited for by its own turn alone, and asked for after the words that end a turn which SalesIQ keeps open', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    const { createTicket } = harness.ticketing;
    const { pushChat } = harness.notifications;
    const asked: string[] = [];
    harness.ticketing.createTicket = (input) => {
      asked.push(input.waitMs === 0 ? 'ticket' : 'ticket, waiting');
      return createTicket(input);
    };
    harness.notifications.pushChat = (input) => {
      asked.push('words');
      return pushChat(input);
    };
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    await conversation.drain();
    harness.clock.advance(119_000);
    await conversation.drain();
    expect(asked).toEqual(['ticket, waiting', 'ticket']);
    harness.clock.advance(300_000);
    await conversation.drain();
    expect(asked).toEqual(['ticket, waiting', 'ticket', 'words', 'ticket']);
  });

  it('that no service of ours takes is told so, and is a dead letter that people see', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.createTicket = async () => {
      throw new AppError('PAYLOAD_TOO_LARGE', 'The request is larger than 4 MiB');
    };
    await conversation.handleMessage(message('ticket'));
    await harness.pass(conversation, 10 * 60_000, 60_000);
    const { items } = await conversation.outbox.list({ limit: 10 });
    expect(items).toMatchObject([{ kind: 'createTicket', lastError: 'PAYLOAD_TOO_LARGE' }]);
  });

  it('whose status changes is told in the chat while she is there, between no operator’s words, and by mail later', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    const change = async (status: string, statusType: string) => {
      harness.tell({ kind: 'status', status, statusType });
      await conversation.drain();
    };
    const told = () => [...harness.notifications.pushes.values()].map(({ text }) => text);
    const mailed = () =>
      [...harness.notifications.mails.values()].flatMap(({ mail }) =>
        mail.template === 'status_change' ? [`${mail.ticketNumber} ${mail.status}`] : [],
      );
    await change('On Hold', 'On Hold');
    expect([told(), mailed()]).toEqual([['Your ticket #101 is now "On Hold".'], []]);
    await conversation.handleChatEvent({
      conversationId: 'chat-1',
      eventId: 'joined',
      event: { kind: 'operator_joined', operator: 'Jade' },
    } as never);
    await change('In Progress', 'Open');
    expect([told().length, mailed()]).toEqual([1, ['101 In Progress']]);
    await conversation.closeSession('chat-1', null);
    await change('Done', 'Closed');
    expect([told().length, mailed()]).toEqual([1, ['101 In Progress', '101 Done']]);
  });

  it('closed by an agent closes the session and is told to somebody without an address, too', async () => {
    await using harness = await createHarness();
    const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
    const { conversation } = await harness.replica({ engine, settings: defaultSettings });
    const visitor = { id: 'v1' };
    harness.clock.advance(8 * 3_600_000);
    await conversation.handleMessage(message('I want to talk to a human', { visitor }));
    await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: 'e', event: { kind: 'missed' } } as never);
    await conversation.drain();
    harness.notifications.pushes.clear();
    harness.tell({ kind: 'status', status: 'Closed', statusType: 'Closed' });
    await conversation.drain();
    expect([...harness.notifications.pushes.values()].map(({ text }) => text)).toEqual([
      'Your ticket #101 is now "Closed".',
    ]);
    expect((await conversation.getSession('chat-1')).state).toBe('resolved');
  });

  it('answered while SalesIQ cannot be reached has the answer mailed after ten minutes, once', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    harness.notifications.pushChat = async () => ({ outcome: 'retry', reason: 'unavailable' });
    harness.tell('Try it now.');
    const mailed = () =>
      [...harness.notifications.mails.values()].filter(({ mail }) => mail.template === 'agent_reply');
    await harness.pass(conversation, 9 * 60_000, 60_000);
    expect(mailed()).toHaveLength(0);
    await harness.pass(conversation, 3 * 3_600_000, 60_000);
    expect(mailed()).toHaveLength(1);
  });

  it('answered by an agent is spoken of under its own reference, also when it is not the newest', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket'));
    const { reference } = await conversation.getSession('chat-1');
    await conversation.handleMessage(message('ticket'));
    harness.notifications.chatReachable = false;
    harness.tell('Try it now.');
    await conversation.drain();
    const mails = [...harness.notifications.mails.values()].map(({ mail }) => mail);
    expect(mails).toMatchObject([{ template: 'agent_reply', ticketNumber: reference, text: 'Try it now.' }]);
  });

  it('whose number SalesIQ does not take for minutes is told within a minute of its return', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    harness.ticketing.mode = 'up';
    const { pushChat } = harness.notifications;
    harness.notifications.pushChat = async () => ({ outcome: 'retry', reason: 'unavailable' });
    await harness.pass(conversation, 200_000, 1_000);
    harness.notifications.pushChat = pushChat;
    await harness.pass(conversation, 60_000, 1_000);
    expect([...harness.notifications.pushes.values()].map(({ text }) => text)).toContain('Your ticket is #101.');
  });

  it('answered at length by an agent has all of it mailed, since it fits into no line of a chat', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    const text = 'x'.repeat(12_000);
    harness.tell(text);
    await conversation.drain();
    const mails = [...harness.notifications.mails.values()].map(({ mail }) => mail);
    expect(mails).toContainEqual(expect.objectContaining({ template: 'agent_reply', text }));
    expect(harness.notifications.pushes.size).toBe(0);
  });

  it('that Desk refused is told after all when a person had it made on the desk’s side', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const { createTicket } = harness.ticketing;
    harness.ticketing.createTicket = async ({ reference }) => ({
      outcome: 'failed',
      reference: reference as never,
      reason: 'Desk says no',
    });
    await conversation.handleMessage(message('ticket'));
    harness.ticketing.createTicket = createTicket;
    await conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(0);
    const { items } = await conversation.outbox.list({ limit: 10 });
    expect(items).toMatchObject([{ kind: 'createTicket', lastError: 'Desk says no' }]);
    const ticket = { ticketId: '9101', ticketNumber: '101', webUrl: null };
    harness.tell({ kind: 'created', ticket }, 'chat-1#ticket:run-1');
    await conversation.drain();
    const templates = [...harness.notifications.mails.values()].map(({ mail }) => mail.template);
    expect(templates).toContain('ticket_confirmation');
    expect((await conversation.outbox.list({ limit: 10 })).items).toEqual([]);
  });

  it('whose number comes after the session was closed ends the turn that SalesIQ keeps open', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica({ engine: silentWhenClosed });
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    await conversation.closeSession('chat-1', null);
    harness.ticketing.mode = 'up';
    harness.clock.advance(65_000);
    await conversation.drain();
    const [push] = harness.notifications.pushes.values();
    expect(push).toMatchObject({ address: { callbackId: 'call-1' } });
    expect(push?.text).toMatch(/^Your ticket number is #101\. It belongs to the reference AB-/);
    harness.clock.advance(200_000);
    await conversation.drain();
    expect(harness.notifications.pushes.size).toBe(1);
  });

  it('does not let the number overtake the answer that keeps the turn open', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } }));
    harness.ticketing.mode = 'up';
    harness.clock.advance(900);
    await conversation.drain();
    expect(harness.notifications.pushes.size).toBe(0);
    harness.clock.advance(65_000);
    await conversation.drain();
    expect(harness.notifications.pushes.size).toBe(1);
  });

  it('answers a repeat after the callback was spent without keeping the turn open again', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    const asked = message('ticket', { address: { chatId: 'chat-1', callbackId: 'call-1' } });
    const first = await conversation.handleMessage(asked);
    expect(await conversation.handleMessage(asked)).toEqual(first);
    harness.ticketing.mode = 'up';
    harness.clock.advance(65_000);
    await conversation.drain();
    expect(await conversation.handleMessage(asked)).toEqual({ ...first, action: 'reply' });
  });
});

describe('what is said while a transcript is on its way to the ticket', () => {
  it.each(['taken', 'lost'])('reaches the ticket once when the call is %s', async (fate) => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.handleMessage(message('thanks'));
    const { changeTicket } = harness.ticketing;
    let calls = 0;
    harness.ticketing.changeTicket = async (input) => {
      calls += 1;
      const answer = await changeTicket(input);
      if (calls > 1) return answer;
      await conversation.handleMessage(message('one more thing'));
      if (fate === 'lost') throw new AppError('SERVICE_UNAVAILABLE', 'the answer was lost');
      return answer;
    };
    await conversation.closeSession('chat-1', null);
    for (let minute = 0; minute < 5; minute += 1) {
      await conversation.drain();
      harness.clock.advance(60_000);
    }
    await conversation.closeSession('chat-1', null);
    await conversation.drain();
    expect(linesOnTicket(harness).toSorted()).toEqual((await linesOfSession(conversation)).toSorted());
  });
});

describe('an answer that is too late for the gateway', () => {
  const slow = { address: { chatId: 'chat-1', callbackId: 'call-1' }, budgetMs: 600 };

  it('ends the open turn from the outbox, whichever process dies meanwhile', async () => {
    await using harness = await createHarness({ callbacks: true });
    const { conversation } = await harness.replica();
    slowDown(harness);
    const late = await conversation.handleMessage(message('ticket', slow));
    expect(late.action).toBe('pending');
    await conversation.stop();
    harness.clock.advance(1_500);
    const { conversation: successor } = await harness.replica();
    await successor.drain();
    const [push] = harness.notifications.pushes.values();
    // Whoever still hears the late answer is not told the same twice.
    expect(late.replies).toEqual([]);
    expect(push).toMatchObject({ address: { callbackId: 'call-1' }, text: 'Your ticket is #101.' });
    await successor.drain();
    expect(harness.notifications.pushes.size).toBe(1);
  });

  it('is the gateway’s own business where SalesIQ takes no callbacks', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    slowDown(harness);
    expect((await conversation.handleMessage(message('ticket', slow))).action).toBe('reply');
  });

  it.each([
    ['by whoever is asked to write again', false],
    ['while she waits for the callback', true],
  ])('is given again for the same words, %s, and nothing is begun twice', async (_who, callbacks) => {
    await using harness = await createHarness({ callbacks });
    const { conversation } = await harness.replica();
    const speedUp = slowDown(harness);
    await conversation.handleMessage(message('ticket', slow));
    speedUp();
    const repeated = await conversation.handleMessage(message(' Ticket'));
    expect(repeated).toMatchObject({ action: 'reply', replies: ['Your ticket is #101.'] });
    await conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
    expect((await conversation.handleMessage(message('ticket'))).replies).not.toEqual(repeated.replies);
  });

  it('is given again for the same words when its process died before it could say so', async () => {
    await using harness = await createHarness();
    const { conversation: dying } = await harness.replica();
    const { createTicket } = harness.ticketing;
    await new Promise<void>((resolve) => {
      harness.ticketing.createTicket = () => {
        resolve();
        return new Promise(() => undefined);
      };
      void dying.handleMessage(message('ticket'));
    });
    harness.clock.advance(60_000);
    harness.ticketing.createTicket = createTicket;
    const { conversation } = await harness.replica();
    // Another process finishes the work, and says so, before she writes again.
    await conversation.drain();
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
  });
});

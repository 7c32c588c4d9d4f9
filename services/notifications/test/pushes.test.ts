import { pushChatInputSchema } from '@acebuddy/contracts';
import { createSalesiqClient, type SalesiqClientOptions } from '@acebuddy/salesiq';
import { createSalesiqPortal, type RestFault, salesiqRest } from '@acebuddy/salesiq/simulator';
import { describeStores, eventually } from '@acebuddy/testkit';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { createSalesiqChat } from '../src/adapters/salesiq-chat.ts';
import type { ChatClient } from '../src/ports.ts';
import { createHarness, type HarnessOptions, startsAt } from './harness.ts';

/** The service beside a simulated SalesIQ that misbehaves on demand; its clock is the harness's. */
async function createPortalHarness(
  options: HarnessOptions & Partial<Pick<SalesiqClientOptions, 'timeoutMs'>> & { readonly strictLength?: boolean } = {},
) {
  const faults: { route: string; fault: RestFault }[] = [];
  const calls: string[] = [];
  let now = () => new Date(startsAt);
  const portal = createSalesiqPortal({ now: () => now() });
  const conversation = portal.openConversation({ uniqueId: 'v-1', name: 'Ann' }, 'Website', 'help');
  const app = Fastify();
  await app.register(salesiqRest, {
    portal,
    checkToken: () => 'ok',
    fault: (route) => {
      calls.push(route);
      const index = faults.findIndex((entry) => entry.route === route);
      return index < 0 ? undefined : faults.splice(index, 1)[0]?.fault;
    },
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const { timeoutMs = 5_000, strictLength = false } = options;
  const client = createSalesiqClient({
    origin,
    screenName: portal.screenName,
    accessToken: async () => 't',
    timeoutMs,
  });
  const harness = await createHarness({ ...options, chat: createSalesiqChat(client, { strictLength }) });
  now = harness.clock.now;

  /** A turn that SalesIQ keeps open for a callback. */
  const openTurn = (requestId: string) => {
    portal.turns.set(requestId, {
      requestId,
      conversationId: conversation.id,
      openedAtMs: harness.clock.now().getTime(),
      state: 'pending',
    });
    return { callbackId: requestId, chatId: conversation.id };
  };
  return {
    ...harness,
    conversation,
    calls,
    openTurn,
    failOn: (route: string, fault: RestFault) => faults.push({ route, fault }),
    said: () => conversation.lines.map(({ from, text }) => `${from}: ${text}`),
    async [Symbol.asyncDispose]() {
      await harness[Symbol.asyncDispose]();
      await app.close();
    },
  };
}

const lostAnswer: RestFault = { effect: 'done', answer: 'reset' };
const lostCall: RestFault = { effect: 'none', answer: 'reset' };
const busy: RestFault = { effect: 'none', answer: { status: 429, body: '', headers: { 'retry-after': '7' } } };

function push(requestId: string, address: Record<string, unknown>, change: Record<string, unknown> = {}) {
  return pushChatInputSchema.parse({ requestId, address, text: 'Your ticket is #101.', ...change });
}

describe('a line that the bot says on its own', () => {
  it('ends the open turn by callback, with its suggestions', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    const said = await pushChat(push('p1', address, { turnStartedAt: startsAt, suggestions: ['Thanks'] }));
    expect(said).toEqual({ outcome: 'callback', reason: null });
    expect(harness.said()).toEqual(['bot: Your ticket is #101.']);
    expect(harness.conversation.offer).toMatchObject({ suggestions: ['Thanks'] });
  });

  it('is said in short pieces where the portal takes no long ones', async () => {
    await using harness = await createPortalHarness({ strictLength: true });
    const { pushChat } = await harness.replica();
    const text = Array.from({ length: 6 }, (_, index) => `Sentence ${index} ${'goes on and on '.repeat(6)}.`).join(' ');
    await pushChat(push('p1', harness.openTurn('turn-1'), { turnStartedAt: startsAt, text }));
    const said = harness.said().map((line) => line.slice('bot: '.length));
    expect(said.length).toBeGreaterThan(1);
    expect(Math.max(...said.map(({ length }) => length))).toBeLessThanOrEqual(250);
  });

  it("goes as an operator's message when the callback's time is over", async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    harness.clock.advance(176_000);
    expect(await pushChat(push('p1', address, { turnStartedAt: startsAt }))).toMatchObject({ outcome: 'message' });
    expect(harness.said()).toEqual(['operator: Your ticket is #101.']);
    expect(harness.calls).toEqual(['message']);
  });

  it("goes as an operator's message when SalesIQ refuses the callback", async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = { callbackId: 'unknown', chatId: harness.conversation.id };
    expect(await pushChat(push('p1', address, { turnStartedAt: startsAt }))).toMatchObject({ outcome: 'message' });
    expect(harness.said()).toEqual(['operator: Your ticket is #101.']);
  });

  it.each([
    ['a preview chat', { chatId: 'botpreview_1', preview: true }, 'preview chats cannot be written to'],
    ['a chat without an id', {}, 'the chat has no id yet'],
  ])('cannot reach %s, and says so', async (_name, address, reason) => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    expect(await pushChat(push('p1', address))).toEqual({ outcome: 'undeliverable', reason });
    expect(harness.calls).toEqual([]);
  });

  it('cannot reach a chat that has ended, also when it is tried again', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    harness.conversation.status = 'closed';
    const address = { chatId: harness.conversation.id };
    for (let tried = 0; tried < 2; tried += 1)
      expect(await pushChat(push('p1', address))).toEqual({ outcome: 'undeliverable', reason: 'rejected (2002)' });
    expect(harness.calls).toEqual(['message']);
  });

  it('is undeliverable without a SalesIQ client', async () => {
    await using harness = await createHarness();
    const { pushChat } = await harness.replica();
    expect(await pushChat(push('p1', { chatId: '1' }))).toEqual({
      outcome: 'undeliverable',
      reason: 'no SalesIQ client is configured',
    });
  });

  it('asked for again was said before', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = { chatId: harness.conversation.id };
    await pushChat(push('p1', address));
    expect(await pushChat(push('p1', address))).toEqual({ outcome: 'message', reason: 'was said before' });
    expect(harness.said()).toHaveLength(1);
  });

  it('that SalesIQ had no time for is said when it is asked for again', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    harness.failOn('response', busy);
    const line = push('p1', address, { turnStartedAt: startsAt });
    expect(await pushChat(line)).toMatchObject({ outcome: 'retry', reason: 'limited' });
    expect(await pushChat(line)).toMatchObject({ outcome: 'callback' });
    expect(harness.said()).toEqual(['bot: Your ticket is #101.']);
  });

  it('whose callback got through although the answer was lost is not said twice', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    harness.failOn('response', lostAnswer);
    const line = push('p1', address, { turnStartedAt: startsAt });
    expect(await pushChat(line)).toMatchObject({ outcome: 'retry' });
    expect(await pushChat(line)).toMatchObject({ outcome: 'callback' });
    expect(await pushChat(line)).toMatchObject({ reason: 'was said before' });
    expect(harness.said()).toEqual(['bot: Your ticket is #101.']);
  });

  it('whose callback got through is not said twice either when SalesIQ is busy in between', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    harness.failOn('response', lostAnswer);
    harness.failOn('response', busy);
    const line = push('p1', address, { turnStartedAt: startsAt });
    const outcomes = [];
    for (let tried = 0; tried < 3; tried += 1) outcomes.push((await pushChat(line)).outcome);
    expect(outcomes).toEqual(['retry', 'retry', 'callback']);
    expect(harness.said()).toEqual(['bot: Your ticket is #101.']);
  });

  it('whose callback was lost on the way is said by the next one', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    harness.failOn('response', lostCall);
    const line = push('p1', address, { turnStartedAt: startsAt });
    expect([(await pushChat(line)).outcome, (await pushChat(line)).outcome]).toEqual(['retry', 'callback']);
    expect(harness.said()).toEqual(['bot: Your ticket is #101.']);
  });

  it('whose callbacks are lost again and again is not given up: SalesIQ takes one answer per turn', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    const address = harness.openTurn('turn-1');
    for (let count = 0; count < 6; count += 1) harness.failOn('response', lostCall);
    const line = push('p1', address, { turnStartedAt: startsAt });
    const outcomes = [];
    for (let tried = 0; tried < 7; tried += 1) outcomes.push((await pushChat(line)).outcome);
    expect(outcomes).toEqual([...Array.from({ length: 6 }, () => 'retry'), 'callback']);
    expect(harness.said()).toEqual(['bot: Your ticket is #101.']);
  });

  it('whose message stays without an answer is tried three times at most, then left to mail', async () => {
    await using harness = await createPortalHarness({ timeoutMs: 50 });
    const { pushChat } = await harness.replica();
    const hanging: RestFault = { delayMs: 150, effect: 'none', answer: 'usual' };
    for (let count = 0; count < 9; count += 1) harness.failOn('message', hanging);
    const line = push('p1', { chatId: harness.conversation.id });
    const outcomes = [];
    for (let tried = 0; tried < 5; tried += 1) outcomes.push((await pushChat(line)).outcome);
    expect(outcomes).toEqual(['retry', 'retry', 'undeliverable', 'undeliverable', 'undeliverable']);
    expect(harness.calls).toHaveLength(3);
  });

  it('leaves no text of the chat in the store or the log', async () => {
    await using harness = await createPortalHarness();
    const { pushChat } = await harness.replica();
    await pushChat(push('p1', { chatId: harness.conversation.id }));
    expect(`${await harness.dump()}${JSON.stringify(harness.logs.lines)}`).not.toContain('Your ticket is');
  });
});

/** A chat client whose first message waits until the test lets it go. */
function heldChat() {
  const said: string[] = [];
  const held = Promise.withResolvers<void>();
  const chat: ChatClient = {
    callback: async () => ({ kind: 'refused', reason: 'none' }),
    async message(_chatId, text) {
      said.push(text);
      await held.promise;
      return { kind: 'done' };
    },
    close: async () => ({ kind: 'done' }),
    note: async () => ({ kind: 'done' }),
  };
  return { chat, said, release: held.resolve };
}

describeStores('lines said by two replicas', (open, again) => {
  it('are said once, also when both are asked at the same moment', async () => {
    const { chat, said, release } = heldChat();
    await using harness = await createHarness({ database: await open(), chat });
    const replicas = [await harness.replica(), await harness.replica({ database: await again(harness.database) })];
    const asked = replicas.map(({ pushChat }) => pushChat(push('p1', { chatId: '1' })));
    const first = await Promise.race(asked);
    expect(first).toEqual({ outcome: 'retry', reason: 'is being said just now' });
    release();
    const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['message', 'retry']);
    for (const { pushChat } of replicas)
      expect(await pushChat(push('p1', { chatId: '1' }))).toMatchObject({ reason: 'was said before' });
    expect(said).toEqual(['Your ticket is #101.']);
  });

  it('of one that died in the middle of a callback are not said a second time', async () => {
    const calls: string[] = [];
    const never = new Promise<never>(() => undefined);
    const base = { close: async () => ({ kind: 'done' }) as const, note: async () => ({ kind: 'done' }) as const };
    const message = async () => {
      calls.push('message');
      return { kind: 'done' } as const;
    };
    const dyingChat: ChatClient = { ...base, message, callback: () => never };
    const chat: ChatClient = { ...base, message, callback: async () => ({ kind: 'refused', reason: 'answered' }) };
    await using harness = await createHarness({ database: await open(), chat });
    const line = push('p1', { chatId: '1', callbackId: 'turn-1' }, { turnStartedAt: startsAt });
    void (await harness.replica({ chat: dyingChat })).pushChat(line);
    const successor = await harness.replica({ database: await again(harness.database) });
    await eventually(async () => (await successor.list({ limit: 1 })).length === 1);
    harness.clock.advance(44_000);
    expect(await successor.pushChat(line)).toMatchObject({ outcome: 'retry' });
    harness.clock.advance(1_001);
    expect(await successor.pushChat(line)).toMatchObject({ outcome: 'callback' });
    expect(calls).toEqual([]);
  });
});

describe('closing a chat and noting on it', () => {
  const onChat = (requestId: string, chatId: string, change: Record<string, unknown> = {}) => ({
    requestId,
    address: { chatId, preview: false },
    ...change,
  });

  it('are done in the background, once per request', async () => {
    await using harness = await createPortalHarness();
    const notifications = await harness.replica();
    const { id } = harness.conversation;
    for (let asked = 0; asked < 2; asked += 1) {
      await notifications.onChat('note', onChat('n1', id, { text: 'Ticket #101' }));
      await notifications.onChat('close', onChat('c1', id));
    }
    await notifications.drain();
    expect(harness.conversation).toMatchObject({ status: 'closed', notes: ['Ticket #101'] });
    expect(harness.calls.toSorted()).toEqual(['close', 'note']);
  });

  it('are tried again when SalesIQ is busy, after the time it asks for', async () => {
    await using harness = await createPortalHarness();
    const notifications = await harness.replica();
    harness.failOn('close', busy);
    await notifications.onChat('close', onChat('c1', harness.conversation.id));
    await notifications.drain();
    harness.clock.advance(6_900);
    await notifications.drain();
    expect(harness.conversation.status).toBe('open');
    harness.clock.advance(3_000);
    await notifications.drain();
    expect(harness.conversation.status).toBe('closed');
  });

  it('of a chat that has ended by itself is no dead letter', async () => {
    await using harness = await createPortalHarness();
    const notifications = await harness.replica();
    harness.conversation.status = 'closed';
    harness.conversation.endedAt = startsAt;
    await notifications.onChat('close', onChat('c1', harness.conversation.id));
    await notifications.drain();
    expect(await notifications.list({ limit: 1 })).toMatchObject([{ status: 'sent' }]);
  });

  it('of a chat that SalesIQ does not know is a dead letter', async () => {
    await using harness = await createPortalHarness();
    const notifications = await harness.replica();
    await notifications.onChat('note', onChat('n1', '12345', { text: 'x' }));
    await notifications.drain();
    expect(await notifications.list({ limit: 1 })).toMatchObject([{ status: 'dead', lastError: 'rejected (2001)' }]);
  });

  it('have nothing to do for preview chats', async () => {
    await using harness = await createPortalHarness();
    const notifications = await harness.replica();
    const preview = { requestId: 'c1', address: { chatId: 'botpreview_1', preview: true } };
    await notifications.onChat('close', preview);
    await notifications.drain();
    expect(await notifications.list({ limit: 1 })).toMatchObject([{ status: 'sent' }]);
    expect(harness.calls).toEqual([]);
  });
});

import Fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { createSalesiqClient } from '../client/salesiq-client.ts';
import { parseJsonText } from '../json-text.ts';
import { parseSignatureKeys, signatureHeader, verifySignature } from '../signature.ts';
import { isZobotRequest, type ZobotRequest, zobotRequestSchema } from '../zobot-request.ts';
import type { ZobotResponse } from '../zobot-response.ts';
import { type ChatWindowOptions, createChatWindow } from './chat-window.ts';
import { createEventSender } from './event-sender.ts';
import { createSalesiqPortal } from './portal.ts';
import { salesiqRest } from './rest-plugin.ts';
import { createSigningKeys } from './signing.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

type Bot = (request: ZobotRequest) => ZobotResponse | { status: number; text: string };

/** A bot on a real server, the portal's REST beside it, and a window in front of it. */
async function start(bot: Bot, options: Partial<ChatWindowOptions> = {}) {
  let at = Date.parse('2026-11-23T09:30:00.000Z');
  const portal = createSalesiqPortal({ now: () => new Date(at) });
  const events: unknown[] = [];
  const signatures: boolean[] = [];
  const keys = createSigningKeys();
  const app = Fastify();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/webhook', async (request, reply) => {
    const raw = request.body as Buffer;
    signatures.push(verifySignature(raw, request.headers[signatureHeader], parseSignatureKeys(keys.publicBase64)));
    const body = parseJsonText(raw.toString());
    if (!isZobotRequest(body)) return events.push(body);
    const answer = bot(zobotRequestSchema.parse(body));
    return 'status' in answer ? reply.code(answer.status).send(answer.text) : answer;
  });
  await app.register(salesiqRest, { portal, checkToken: () => 'ok' });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => app.close());
  const webhookUrl = `${origin}/webhook`;
  const window = createChatWindow({
    portal,
    webhookUrl,
    signWith: keys.privateKey,
    visitor: { name: 'Scott' },
    ...options,
  });
  const client = createSalesiqClient({ origin, screenName: portal.screenName, accessToken: async () => 't' });
  const advance = (ms: number) => {
    at += ms;
  };
  return { portal, window, client, events, signatures, webhookUrl, keys, advance };
}

const reply = (text: string, more: object = {}) => ({ action: 'reply', replies: [text], ...more }) as ZobotResponse;

describe('createChatWindow', () => {
  it('plays a chat: greeting, message, suggestion, card', async () => {
    const seen: ZobotRequest[] = [];
    const { window } = await start((request) => {
      seen.push(request);
      if (request.handler === 'trigger') return reply('Hello!');
      if (request.text === 'help') return reply('With what?', { suggestions: ['Mail', 'Printer'] });
      if (request.text === 'Mail') {
        return reply('Address?', { input: { type: 'email', placeholder: 'you@x.y', error: ['Not an address.'] } });
      }
      return reply(`Thanks, ${request.text}`);
    });
    expect(await window.open()).toEqual(['Hello!']);
    expect(await window.say('help')).toEqual(['With what?']);
    await expect(window.choose('Coffee')).rejects.toThrow('not offered');
    expect(await window.choose('Mail')).toEqual(['Address?']);
    await expect(window.fill('nope')).rejects.toThrow('Not an address.');
    expect(await window.fill('scott@zylker.com')).toEqual(['Thanks, scott@zylker.com']);
    expect(window.seen().map(({ from }) => from)).toEqual([
      'bot',
      'visitor',
      'bot',
      'visitor',
      'bot',
      'visitor',
      'bot',
    ]);
    expect(seen.map((request) => [request.handler, request.operation, request.card])).toEqual([
      ['trigger', undefined, undefined],
      ['message', 'chat', undefined],
      ['message', 'message', undefined],
      ['message', 'message', 'email'],
    ]);
    expect(new Set(seen.map((request) => request.requestId)).size).toBe(4);
    expect(seen[0]?.visitor.active_conversation_id).toBeUndefined();
    expect(seen[1]?.visitor.active_conversation_id).toBe(window.conversationId());
  });

  it('signs what it sends', async () => {
    const { window, signatures } = await start(() => reply('ok'));
    await window.say('hi');
    expect(signatures).toEqual([true]);
  });

  it('hands over to an operator, after whom the bot is not asked any more', async () => {
    const { window, portal } = await start(() => ({ action: 'forward', replies: ['Connecting you.'] }));
    expect(await window.say('a person please')).toEqual(['Connecting you.']);
    expect(await window.say('hello?')).toEqual([]);
    portal.operatorSays(window.conversationId() ?? '', 'Hi, Jade here');
    expect(window.calls).toHaveLength(1);
    expect(window.seen().at(-1)).toMatchObject({ from: 'operator', text: 'Hi, Jade here', author: 'Jade Tywin' });
  });

  it.each([
    ['busy', 1002],
    ['offline', 1001],
  ] as const)('tells the bot when operators are %s', async (availability, code) => {
    const causes: unknown[] = [];
    const { window, portal } = await start((request) => {
      if (request.handler !== 'failure') return { action: 'forward', replies: ['Connecting you.'] };
      causes.push(request.cause.code);
      return reply('Nobody is there; I made a ticket.');
    });
    portal.setOperators(availability);
    expect(await window.say('a person please')).toEqual(['Connecting you.', 'Nobody is there; I made a ticket.']);
    expect(causes).toEqual([String(code)]);
    expect(portal.bot.failuresInARow).toBe(0);
  });

  it('counts a second forward as a failure of the bot', async () => {
    const { window, portal } = await start(() => ({ action: 'forward', replies: ['x'] }));
    portal.setOperators('busy');
    await window.say('a person please');
    expect(portal.bot.failures).toMatchObject([{ reason: 'the bot answered a failure with another forward' }]);
  });

  it.each([
    [{ status: 500, text: 'x' }, 'HTTP 500'],
    [{ status: 200, text: 'x' }, 'not a valid response'],
    [{ status: 200, text: '{"action":"reply","replies":[]}' }, 'replies is empty'],
    [{ status: 200, text: JSON.stringify(reply('x'.repeat(1_001))) }, 'a reply is too long'],
  ])('counts answers that SalesIQ cannot use (%#)', async (answer, reason) => {
    const { window, portal } = await start(() => answer);
    expect(await window.say('hi')).toEqual([]);
    expect(portal.bot.failures.every((failure) => failure.reason.startsWith(reason))).toBe(true);
    expect(portal.bot.failuresInARow).toBe(2);
    await window.say('hi again');
    expect(portal.bot.disabled).toBe(true);
    await expect(window.say('anyone?')).rejects.toThrow('disabled the bot');
  });

  it('is turned off at once by a 410', async () => {
    const { window, portal } = await start(() => ({ status: 410, text: '' }));
    await window.say('hi');
    expect(portal.bot.disabled).toBe(true);
    expect(portal.bot.failures).toHaveLength(1);
  });

  it('counts no answer in time as a failure', async () => {
    const silent: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const { window, portal } = await start(() => reply('x'), { fetch: silent, timeoutMs: 20 });
    await window.say('hi');
    expect(window.calls[0]).toMatchObject({ status: 0, answer: 'TimeoutError' });
    expect(portal.bot.failuresInARow).toBe(2);
  });

  it('repeats a call byte for byte without showing the answer twice', async () => {
    const bodies: string[] = [];
    const { window } = await start((request) => {
      bodies.push(request.requestId ?? '');
      return reply('ok');
    });
    await window.say('hi');
    await window.repeatLast();
    expect(bodies[0]).toBe(bodies[1]);
    expect(window.seen()).toHaveLength(2);
  });
});

describe('messages by REST', () => {
  it('appear under the name of who made the token, also while another operator has the chat', async () => {
    const { window, client, portal } = await start(() => reply('ok'));
    await window.say('hi');
    const id = window.conversationId() ?? '';
    portal.takeOver(id);
    expect(await client.sendMessage(id, 'News on your ticket')).toMatchObject({ ok: true });
    portal.operatorSays(id, 'Jade here');
    expect(window.seen().slice(-2)).toMatchObject([
      { text: 'News on your ticket', author: 'AceBuddy' },
      { text: 'Jade here', author: 'Jade Tywin' },
    ]);
  });
});

describe('callbacks', () => {
  async function pending() {
    const started = await start(() => ({ action: 'pending', replies: ['One moment…'] }));
    await started.window.say('help');
    const callbackId = started.window.calls[0]?.requestId ?? '';
    return { ...started, callbackId };
  }
  const done: ZobotResponse = { action: 'reply', replies: [{ text: 'Ticket 101' }] };

  it('finish a pending turn, once', async () => {
    const { window, client, callbackId } = await pending();
    expect(window.waiting()).toBe(true);
    expect(await client.progress(callbackId, 'Almost there')).toMatchObject({ ok: true });
    expect(await client.respond(callbackId, done)).toMatchObject({ ok: true });
    expect(window.seen().map(({ text }) => text)).toEqual(['help', 'One moment…', 'Almost there', 'Ticket 101']);
    expect(window.waiting()).toBe(false);
    expect(await client.respond(callbackId, done)).toMatchObject({ ok: false, code: '2006' });
  });

  it('are refused after three minutes, and for calls that SalesIQ does not know', async () => {
    const { client, callbackId, advance } = await pending();
    advance(180_000);
    expect(await client.respond(callbackId, done)).toMatchObject({ ok: false, code: '2005' });
    expect(await client.respond('unknown', done)).toMatchObject({ ok: false, code: '2004' });
  });

  it('take texts as objects only', async () => {
    const { client, callbackId } = await pending();
    expect(await client.respond(callbackId, { action: 'reply', replies: ['bare'] })).toMatchObject({
      ok: false,
      code: '2007',
    });
  });
});

describe('createEventSender', () => {
  it('delivers signed events of the portal in order, and can repeat one', async () => {
    const { portal, window, events, webhookUrl, signatures, keys } = await start(() => reply('ok'));
    const sender = createEventSender({ portal, url: webhookUrl, signWith: keys.privateKey });
    await window.say('hi');
    const id = window.conversationId() ?? '';
    portal.takeOver(id);
    portal.operatorSays(id, 'Hello');
    portal.end(id);
    portal.rate(id, 5, 'Great');
    await sender.settled();
    const first = sender.deliveries[0];
    if (first !== undefined) await sender.redeliver(first.body);
    expect(events.map((event) => (event as { event: string }).event)).toEqual([
      'conversation.created',
      'conversation.visitor.replied',
      'conversation.attender.updated',
      'conversation.operator.replied',
      'conversation.completed',
      'conversation.rated',
      'conversation.created',
    ]);
    expect(signatures.every(Boolean)).toBe(true);
  });

  it('tries again when a delivery fails', async () => {
    const portal = createSalesiqPortal({ now: () => new Date(0) });
    let calls = 0;
    const flaky: typeof fetch = async () => new Response('', { status: ++calls === 1 ? 503 : 200 });
    const sender = createEventSender({ portal, url: 'http://bot.example/', fetch: flaky });
    portal.openConversation({ uniqueId: 'v' }, 'Website', 'x');
    await sender.settled();
    expect(sender.deliveries.map(({ status, body }) => [status, body.attempt])).toEqual([
      [503, 1],
      [200, 2],
    ]);
  });
});

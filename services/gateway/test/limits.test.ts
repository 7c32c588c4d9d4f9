import { parseSignatureKeys } from '@acebuddy/salesiq';
import { createSigningKeys, deliveryHeaders } from '@acebuddy/salesiq/simulator';
import { describe, expect, it } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { flatMessage, startGateway, zobotMessage } from './harness.ts';

const url = '/webhook/salesiq';
const manyChars = { perVisitorChars: 1_000_000, perAddressChars: 1_000_000, totalChars: 1_000_000 };
const many = { perVisitor: 1_000, perAddress: 1_000, total: 1_000, ...manyChars };
const outside = '192.0.2.7';

describe('limits on chat messages', () => {
  it('slow down one visitor politely, and nobody else', async () => {
    const { app, conversation } = await startGateway({ limits: { ...many, perVisitor: 2 } });
    const send = (chat: string) =>
      app.inject({ method: 'POST', url, payload: { ...zobotMessage, visitor: { active_conversation_id: chat } } });
    await send('a');
    await send('a');
    const third = await send('a');
    expect(third.statusCode).toBe(200);
    expect(third.json()).toEqual({
      action: 'reply',
      replies: ['Your messages come faster than I can read them. Please wait a minute and write again.'],
    });
    expect((await send('b')).json()).not.toEqual(third.json());
    expect(conversation.messages).toHaveLength(3);
  });

  it('slow down one visitor across chats of the flat form', async () => {
    const { app } = await startGateway({ limits: { ...many, perVisitor: 2 } });
    const send = (chat_id: string) => app.inject({ method: 'POST', url, payload: { ...flatMessage, chat_id } });
    await send('a');
    await send('b');
    expect((await send('c')).json()).toMatchObject({ status: 'retry' });
  });

  it('count unsigned messages by address as well', async () => {
    const { app } = await startGateway({ limits: { ...many, perAddress: 2 } });
    const send = (chat: string, remoteAddress: string) =>
      app.inject({ method: 'POST', url, remoteAddress, payload: { ...flatMessage, chat_id: chat, visitor_id: chat } });
    await send('a', outside);
    await send('b', outside);
    expect((await send('c', outside)).json()).toMatchObject({ status: 'retry' });
    expect((await send('d', '192.0.2.8')).json()).toMatchObject({ status: 'success' });
    expect((await send('e', '127.0.0.1')).json()).toMatchObject({ status: 'success' });
    expect((await send('f', '127.0.0.1')).json()).toMatchObject({ status: 'success' });
    expect((await send('g', '127.0.0.1')).json()).toMatchObject({ status: 'success' });
  });

  it('count a whole IPv6 network as one address', async () => {
    const { app } = await startGateway({ limits: { ...many, perAddress: 1 } });
    const send = (remoteAddress: string) =>
      app.inject({ method: 'POST', url, remoteAddress, payload: { ...flatMessage, visitor_id: remoteAddress } });
    await send('2001:db8::1');
    expect((await send('2001:db8::2')).json()).toMatchObject({ status: 'retry' });
    expect((await send('2001:db8:0:1::1')).json()).toMatchObject({ status: 'success' });
  });

  it('do not count signed traffic by address: SalesIQ sends everybody from a few', async () => {
    const keys = createSigningKeys();
    const salesiq = {
      signatureKeys: parseSignatureKeys(keys.publicPem),
      forwardDepartment: undefined,
      strictLength: false,
      silentTurn: 'acknowledge',
      callbacks: false,
    } as const;
    const { app } = await startGateway({ salesiq, limits: { ...many, perAddress: 1 } });
    for (const chat of ['a', 'b', 'c']) {
      const payload = JSON.stringify({ ...zobotMessage, visitor: { active_conversation_id: chat } });
      const headers = deliveryHeaders(payload, keys.privateKey);
      const response = await app.inject({ method: 'POST', url, payload, headers, remoteAddress: outside });
      expect(response.json()).toMatchObject({ replies: ['How can I help?'] });
    }
  });

  it('believe X-Forwarded-For from configured proxies only', async () => {
    const send = (trustProxy: false | number | string[]) => async (forwarded: string) => {
      const { app } = await started(trustProxy);
      return app.inject({
        method: 'POST',
        url,
        remoteAddress: outside,
        headers: { 'x-forwarded-for': forwarded },
        payload: { ...flatMessage, visitor_id: forwarded },
      });
    };
    const apps = new Map<unknown, Promise<Awaited<ReturnType<typeof startGateway>>>>();
    const started = (trustProxy: false | number | string[]) => {
      const running = apps.get(trustProxy) ?? startGateway({ trustProxy, limits: { ...many, perAddress: 1 } });
      apps.set(trustProxy, running);
      return running;
    };
    const proxies = [outside];
    await send(proxies)('198.51.100.1');
    expect((await send(proxies)('198.51.100.2')).json()).toMatchObject({ status: 'success' });
    expect((await send(proxies)('198.51.100.1')).json()).toMatchObject({ status: 'retry' });
    await send(false)('198.51.100.1');
    expect((await send(false)('198.51.100.2')).json()).toMatchObject({ status: 'retry' });
  });

  it('count what one proxy says, and nothing that the caller wrote before it', async () => {
    const { app } = await startGateway({ trustProxy: 1, limits: { ...many, perAddress: 2 } });
    const send = (forwarded: string) =>
      app.inject({
        method: 'POST',
        url,
        remoteAddress: '127.0.0.1',
        headers: { 'x-forwarded-for': forwarded },
        payload: { ...flatMessage, visitor_id: forwarded },
      });
    for (const invented of ['127.0.0.1', '198.51.100.1']) await send(`${invented}, ${outside}`);
    expect((await send(`203.0.113.9, ${outside}`)).json()).toMatchObject({ status: 'retry' });
    expect((await send(`${outside}, 203.0.113.9`)).json()).toMatchObject({ status: 'success' });
  });

  it.each([
    'x-forwarded-for',
    'via',
    'forwarded',
    'x-real-ip',
    'cf-connecting-ip',
    'true-client-ip',
    'x-forwarded-host',
  ])('make no exemption for this machine where %s says that somebody forwards', async (header) => {
    const { app } = await startGateway({ limits: { ...many, perAddress: 1 } });
    const send = () => app.inject({ method: 'POST', url, headers: { [header]: '127.0.0.1' }, payload: flatMessage });
    await send();
    expect((await send()).json()).toMatchObject({ status: 'retry' });
  });

  it('make none where keys are configured, nor for whoever tries one', async () => {
    const doors = { simulated: true, allowUnsigned: false, publicUrl: undefined };
    const limits = { ...many, perAddress: 1 };
    const { app } = await startGateway({ doors: { ...doors, onlyLocalKey: false }, limits });
    await app.inject({ method: 'POST', url, payload: flatMessage });
    expect((await app.inject({ method: 'POST', url, payload: flatMessage })).json()).toMatchObject({ status: 'retry' });
    const { app: local } = await startGateway({ doors: { ...doors, onlyLocalKey: true }, limits });
    const guess = () => local.inject({ url: '/admin/deliveries', headers: { authorization: 'Bearer guessed' } });
    expect((await guess()).statusCode).toBe(401);
    expect((await guess()).statusCode).toBe(429);
  });

  it('are not used up for all by one who is refused', async () => {
    const { app } = await startGateway({ limits: { ...many, perAddress: 2, total: 5 } });
    for (let call = 0; call < 10; call += 1) await app.inject({ url: '/openapi.json', remoteAddress: outside });
    for (let chat = 0; chat < 10; chat += 1)
      await app.inject({
        method: 'POST',
        url,
        remoteAddress: outside,
        payload: { ...flatMessage, visitor_id: `${chat}` },
      });
    const answer = await app.inject({ method: 'POST', url, payload: flatMessage });
    expect(answer.json()).toMatchObject({ status: 'success' });
  });

  it('answer politely when there is too much of everything', async () => {
    const { app } = await startGateway({ limits: { ...many, total: 1 } });
    await app.inject({ method: 'POST', url, payload: zobotMessage });
    const response = await app.inject({ method: 'POST', url, payload: zobotMessage });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ action: 'reply' });
  });
});

describe('limits on what is written', () => {
  const flat = (visitor_id: string, chars: number) => ({ ...flatMessage, visitor_id, message: 'x'.repeat(chars) });

  it('slow down who writes too much in few messages, and nobody else', async () => {
    const { app, conversation } = await startGateway({ limits: { ...many, perVisitorChars: 150_000 } });
    const send = async (visitor: string, chars: number) =>
      (await app.inject({ method: 'POST', url, payload: flat(visitor, chars) })).json();
    for (const chars of [60_000, 60_000]) expect(await send('loud', chars)).toMatchObject({ status: 'success' });
    expect(await send('loud', 60_000)).toMatchObject({ status: 'retry' });
    expect(await send('loud', 20_000)).toMatchObject({ status: 'success' });
    expect(await send('other', 60_000)).toMatchObject({ status: 'success' });
    expect(conversation.messages).toHaveLength(4);
  });

  it('let one message pass that is longer than the limit', async () => {
    const { app } = await startGateway({ limits: { ...many, perVisitorChars: 10 } });
    const send = async () => (await app.inject({ method: 'POST', url, payload: flat('long', 5_000) })).json();
    expect(await send()).toMatchObject({ status: 'success' });
    expect(await send()).toMatchObject({ status: 'retry' });
  });

  it("count the words of SalesIQ's visitors, not what SalesIQ adds to them", async () => {
    const { app } = await startGateway({ limits: { ...many, perVisitorChars: 100 } });
    const send = async (text: string) => {
      const message = { ...zobotMessage.message, text };
      const padding = { user_agent: 'x'.repeat(500) };
      const visitor = { ...padding, active_conversation_id: 'a' };
      return (await app.inject({ method: 'POST', url, payload: { ...zobotMessage, message, visitor } })).json();
    };
    for (let count = 0; count < 5; count += 1)
      expect(await send(`hello there ${count}`)).toMatchObject({ replies: ['How can I help?'] });
    expect(await send('x'.repeat(100))).toEqual({
      action: 'reply',
      replies: ['Your messages come faster than I can read them. Please wait a minute and write again.'],
    });
  });

  it('count by address who did not authenticate, whatever visitors he invents', async () => {
    const { app } = await startGateway({ limits: { ...many, perAddressChars: 10_000 } });
    const send = async (visitor: string, remoteAddress: string) =>
      (await app.inject({ method: 'POST', url, remoteAddress, payload: flat(visitor, 4_000) })).json();
    for (const visitor of ['a', 'b']) expect(await send(visitor, outside)).toMatchObject({ status: 'success' });
    expect(await send('c', outside)).toMatchObject({ status: 'retry' });
    expect(await send('c', '192.0.2.8')).toMatchObject({ status: 'success' });
  });

  it('hold for REST as well', async () => {
    const { app } = await startGateway({ limits: { ...many, totalChars: 10_000 } });
    const payload = { query: 'x'.repeat(6_000), user_id: 'bob', metadata: {} };
    const create = () => app.inject({ method: 'POST', url: '/zoho/ticket/create', payload });
    expect((await create()).statusCode).toBe(200);
    const second = await create();
    expect(second.statusCode).toBe(429);
    expect(second.json()).toMatchObject({ code: 'RATE_LIMITED', error: expect.stringMatching(/^Too much text/) });
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('limits on REST', () => {
  it('refuse with 429 and the time to wait', async () => {
    const { app } = await startGateway({ limits: { ...many, total: 1 } });
    await app.inject('/zoho/test');
    const response = await app.inject('/zoho/test');
    expect(response.statusCode).toBe(429);
    expect(response.json()).toMatchObject({ success: false, code: 'RATE_LIMITED' });
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/health')).statusCode).toBe(200);
  });

  it('stop guessing of keys, and leave callers with a key alone', async () => {
    const { app } = await startGateway({ apiKeys: parseApiKeys('reader:right'), limits: { ...many, perAddress: 2 } });
    const call = (key: string) =>
      app.inject({ url: '/zoho/test', remoteAddress: outside, headers: { authorization: `Bearer ${key}` } });
    expect((await call('wrong-1')).statusCode).toBe(401);
    expect((await call('wrong-2')).statusCode).toBe(401);
    expect((await call('wrong-3')).statusCode).toBe(429);
    expect((await call('right')).statusCode).toBe(200);
  });

  it('stop guessing of approval links', async () => {
    const { app } = await startGateway({ limits: { ...many, perAddress: 1 } });
    const call = () => app.inject({ url: '/approvals/some-token-that-is-wrong', remoteAddress: outside });
    expect((await call()).statusCode).toBe(404);
    expect((await call()).statusCode).toBe(429);
  });
});

import { parseSignatureKeys } from '@acebuddy/salesiq';
import { createSigningKeys, deliveryHeaders } from '@acebuddy/salesiq/simulator';
import { describe, expect, it } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { flatMessage, startGateway, zobotMessage } from './harness.ts';

const url = '/webhook/salesiq';
const many = { perVisitor: 1_000, perAddress: 1_000, total: 1_000 };
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
    const send = (trustProxy: boolean | string[]) => async (forwarded: string) => {
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
    const started = (trustProxy: boolean | string[]) => {
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

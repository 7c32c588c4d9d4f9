import { AppError } from '@acebuddy/contracts';
import { parseSignatureKeys } from '@acebuddy/salesiq';
import {
  createEventSender,
  createSalesiqPortal,
  createSigningKeys,
  deliveryHeaders,
} from '@acebuddy/salesiq/simulator';
import { eventually } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { flatMessage, startGateway, zobotMessage } from './harness.ts';
import { injectFetch } from './inject-fetch.ts';

const url = '/webhook/salesiq';
const salesiq = {
  forwardDepartment: undefined,
  strictLength: false,
  silentTurn: 'acknowledge',
  callbacks: false,
} as const;
const ours = createSigningKeys();
const older = createSigningKeys();
const signed = {
  salesiq: { ...salesiq, signatureKeys: parseSignatureKeys(`${older.publicBase64},${ours.publicPem}`) },
};

describe('a webhook with signature keys', () => {
  const payload = JSON.stringify(zobotMessage);

  it.each([
    ['ours', ours],
    ['the older', older],
  ])('takes what is signed by %s key', async (_which, keys) => {
    const { app } = await startGateway(signed);
    const headers = deliveryHeaders(payload, keys.privateKey);
    expect((await app.inject({ method: 'POST', url, payload, headers })).statusCode).toBe(200);
  });

  it('covers the bytes as they came: other spaces, other signature', async () => {
    const { app, conversation } = await startGateway(signed);
    const headers = deliveryHeaders(payload, ours.privateKey);
    const response = await app.inject({ method: 'POST', url, payload: `${payload} `, headers });
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ success: false, code: 'UNAUTHORIZED' });
    expect(conversation.messages).toEqual([]);
  });

  it.each([
    ['an unsigned call', payload],
    ['an unsigned flat message', JSON.stringify(flatMessage)],
    ['an unsigned event', '{"event":"conversation.missed","entity_id":"1"}'],
    ['unsigned rubbish: nothing is parsed before the signature holds', '{'],
  ])('refuses %s with 401', async (_what, body) => {
    const { app, conversation } = await startGateway(signed);
    expect((await app.inject({ method: 'POST', url, payload: body })).statusCode).toBe(401);
    expect([...conversation.messages, ...conversation.events]).toEqual([]);
  });

  it('still answers the check of the address, which is not signed', async () => {
    const { app } = await startGateway(signed);
    for (const method of ['GET', 'HEAD', 'POST'] as const) {
      expect((await app.inject({ method, url })).statusCode).toBe(200);
    }
  });

  it('takes an integrator with a key of the role agent, and no reader', async () => {
    const { app } = await startGateway({ ...signed, apiKeys: parseApiKeys('agent:a-key,reader:r-key') });
    const call = (key: string) =>
      app.inject({ method: 'POST', url, payload: flatMessage, headers: { authorization: `Bearer ${key}` } });
    expect((await call('a-key')).statusCode).toBe(200);
    expect((await call('r-key')).statusCode).toBe(401);
  });
});

describe('bodies that cannot be understood', () => {
  it.each([
    ['{"handler":', 'The body is not valid JSON.'],
    ['hello', 'The body is not valid JSON.'],
    ['a=b&c=d', 'The body is not valid JSON.'],
    ['['.repeat(100_000), 'The body is not valid JSON.'],
    ['{"foo":1}', 'This is neither a call of a SalesIQ bot'],
    ['[]', 'This is neither'],
    ['null', 'This is neither'],
    ['"text"', 'This is neither'],
    ['5', 'This is neither'],
    ['[{"event":"x","entity_id":"1"},{"foo":1}]', 'This is neither'],
  ])('%.30s get 400 and a sentence that helps', async (payload, sentence) => {
    const { app, conversation } = await startGateway();
    const response = await app.inject({ method: 'POST', url, payload });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ success: false, code: 'BAD_REQUEST' });
    expect(response.json().error).toContain(sentence);
    expect(conversation.messages).toEqual([]);
  });

  it.each([256 * 1024 + 1, 10_000_000])('of %i bytes get 413', async (bytes) => {
    const { app } = await startGateway(signed);
    const response = await app.inject({ method: 'POST', url, payload: 'x'.repeat(bytes) });
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({
      success: false,
      code: 'PAYLOAD_TOO_LARGE',
      error: 'The body is larger than 256 KiB.',
    });
  });

  it.each([100, 3_000, 6_000, 12_000, 60_000])('nested %i deep hurt nobody', async (depth) => {
    const { app } = await startGateway();
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    for (const key of ['answers', 'attachments', 'message', 'visitor', 'entity', 'chat_id']) {
      const payload = `{"handler":"context","request":{"id":"r","chat_id":"c"},"${key}":${nested}}`;
      expect((await app.inject({ method: 'POST', url, payload })).statusCode, key).toBeLessThan(500);
    }
    expect((await app.inject({ method: 'POST', url, payload: nested })).statusCode).toBe(400);
  });

  it('reach no prototype', async () => {
    const { app } = await startGateway();
    const payload = '{"handler":"message","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    expect((await app.inject({ method: 'POST', url, payload })).statusCode).toBe(200);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('event webhooks', () => {
  it.each(['/webhook/salesiq', '/webhook/salesiq/events'])('are taken at %s', async (path) => {
    const { app, conversation, clock } = await startGateway(signed);
    const portal = createSalesiqPortal({ now: clock.now });
    const sender = createEventSender({
      portal,
      url: `http://g${path}`,
      signWith: ours.privateKey,
      fetch: injectFetch(app),
    });
    const { id } = portal.openConversation({ uniqueId: 'v', name: 'Scott' }, 'Website', 'help');
    portal.takeOver(id);
    portal.operatorSays(id, 'Hello');
    portal.end(id);
    portal.rate(id, 5);
    await sender.settled();
    expect(sender.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(conversation.events.map(({ event }) => event.kind)).toEqual([
      'operator_joined',
      'operator_replied',
      'completed',
      'rated',
    ]);
    expect(conversation.events[0]?.conversationId).toBe(`55778119/${id}`);
  });

  it('are acknowledged only when a conversation service that restarts has them', async () => {
    const { app, conversation } = await startGateway();
    conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    const payload = { event: 'conversation.missed', entity_id: '405', org_id: '1', event_time: 5 };
    const answer = app.inject({ method: 'POST', url, payload });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(conversation.events).toEqual([]);
    conversation.failure = undefined;
    expect((await answer).statusCode).toBe(200);
    expect(conversation.events).toHaveLength(1);
  });

  it('are acknowledged and tried again when the conversation service is down for longer', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 600 });
    conversation.failure = new AppError('STORE_UNAVAILABLE', 'down');
    const payload = { event: 'conversation.missed', entity_id: '405', org_id: '1', event_time: 5 };
    const response = await app.inject({ method: 'POST', url, payload });
    expect(response.statusCode).toBe(200);
    conversation.failure = undefined;
    await eventually(() => conversation.events.length === 1);
  });
});

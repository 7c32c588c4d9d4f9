import { parseSignatureKeys } from '@acebuddy/salesiq';
import { createSigningKeys, deliveryHeaders } from '@acebuddy/salesiq/simulator';
import { describe, expect, it } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { flatMessage, startGateway, zobotMessage } from './harness.ts';

const url = '/webhook/salesiq';
const outside = '192.0.2.7';
const keys = createSigningKeys();
const signed = {
  signatureKeys: parseSignatureKeys(keys.publicPem),
  forwardDepartment: undefined,
  strictLength: false,
  silentTurn: 'acknowledge',
  callbacks: false,
} as const;

describe('the network that a visitor comes from', () => {
  it.each([
    ['198.51.100.9', '198.51.100.9'],
    ['::ffff:198.51.100.9', '198.51.100.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ])('is the connection of whoever proves nothing, whatever the body says: %s', async (remoteAddress, network) => {
    const { app, conversation } = await startGateway();
    const request = { id: 'call-1', ip: '203.0.113.1' };
    await app.inject({ method: 'POST', url, remoteAddress, payload: { ...zobotMessage, request } });
    await app.inject({ method: 'POST', url, remoteAddress, payload: { ...flatMessage, ip: '203.0.113.1' } });
    expect(conversation.messages.map((message) => message.network)).toEqual([network, network]);
  });

  it.each([
    [{ request: { id: 'c', ip: '203.0.113.1' } }, '203.0.113.1'],
    [{ request: { id: 'c', ip: '2001:db8::7' } }, '2001:db8::'],
    [
      { request: { id: 'c', ip: '203.0.113.1' }, visitor: { ...zobotMessage.visitor, ip: '203.0.113.2' } },
      '203.0.113.2',
    ],
    [{ request: { id: 'c', ip: '127.89.077.12' } }, undefined],
    [{ request: { id: 'c' } }, undefined],
  ])('is what SalesIQ says in a signed call, never the address of SalesIQ itself: %j', async (said, network) => {
    const { app, conversation } = await startGateway({ salesiq: signed });
    const payload = JSON.stringify({ ...zobotMessage, ...said });
    const headers = deliveryHeaders(payload, keys.privateKey);
    await app.inject({ method: 'POST', url, payload, headers, remoteAddress: outside });
    expect(conversation.messages.map((message) => message.network)).toEqual([network]);
  });

  it('is not that of an integration with a key', async () => {
    const { app, conversation } = await startGateway({ apiKeys: parseApiKeys('agent:0123456789abcdef01234567') });
    const headers = { authorization: 'Bearer 0123456789abcdef01234567' };
    await app.inject({ method: 'POST', url, payload: flatMessage, headers, remoteAddress: outside });
    expect(conversation.messages.map((message) => message.network)).toEqual([undefined]);
  });

  it('is in no log line', async () => {
    const { app, logs } = await startGateway();
    await app.inject({ method: 'POST', url, remoteAddress: outside, payload: flatMessage });
    expect(logs.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(logs.lines)).not.toContain(outside);
  });
});

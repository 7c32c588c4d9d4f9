import Fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { createSalesiqPortal } from '../simulator/portal.ts';
import { type RestFault, type SalesiqRestOptions, salesiqRest } from '../simulator/rest-plugin.ts';
import { createSalesiqClient, type SalesiqClientOptions } from './salesiq-client.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const now = () => new Date('2026-11-23T09:30:00.000Z');

async function startPortal(options: Partial<SalesiqRestOptions> = {}) {
  const portal = createSalesiqPortal({ now });
  const conversation = portal.openConversation({ uniqueId: 'v-1', name: 'Scott' }, 'Website', 'help');
  const app = Fastify();
  await app.register(salesiqRest, { portal, checkToken: () => 'ok', ...options });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(() => app.close());
  const client = (more: Partial<SalesiqClientOptions> = {}) =>
    createSalesiqClient({ origin, screenName: portal.screenName, accessToken: async () => 'good', ...more });
  return { portal, conversation, client };
}

/** A client whose every call gets this answer. */
function clientAnswered(status: number, body: string | null, headers: Record<string, string> = {}) {
  return createSalesiqClient({
    origin: 'https://salesiq.example',
    screenName: 'acme',
    accessToken: async () => 'good',
    fetch: async () => new Response(body, { status, headers }),
  });
}

describe('createSalesiqClient', () => {
  it('sends messages and notes, reads and closes a conversation', async () => {
    const { portal, conversation, client } = await startPortal();
    const { sendMessage, addNote, readConversation, close } = client();
    expect(await sendMessage(conversation.id, 'Your ticket is 101')).toEqual({ ok: true, data: undefined });
    expect(await addNote(conversation.id, 'Ticket 101')).toMatchObject({ ok: true });
    expect(await readConversation(conversation.id)).toMatchObject({
      data: { id: conversation.id, status: 'open', ended: false },
    });
    expect(await close(conversation.id)).toMatchObject({ ok: true });
    expect(await readConversation(conversation.id)).toMatchObject({ data: { ended: true } });
    expect(portal.get(conversation.id)).toMatchObject({
      status: 'closed',
      notes: ['Ticket 101'],
      lines: [{ from: 'operator', text: 'Your ticket is 101' }],
    });
  });

  it('tells of every call what it was and how it went, without ids and words', async () => {
    const told: object[] = [];
    const { conversation, client } = await startPortal();
    const onCall: SalesiqClientOptions['onCall'] = ({ durationMs: _, ...report }) => void told.push(report);
    await client({ onCall }).sendMessage(conversation.id, 'words');
    await client({ onCall }).readConversation('12345');
    await client({ onCall, fetch: () => Promise.reject(new Error('down')) }).close(conversation.id);
    expect(told).toEqual([
      { method: 'POST', path: '/conversations/{id}/messages', status: 200, outcome: 'ok' },
      { method: 'GET', path: '/conversations/{id}', status: 200, outcome: 'rejected' },
      { method: 'POST', path: '/conversations/{id}/close', status: null, outcome: 'unavailable' },
    ]);
  });

  it.each([
    ['ECONNREFUSED', 'none'],
    ['EAI_AGAIN', 'none'],
    ['ECONNRESET', 'possible'],
  ])('knows after %s whether the message may have been said', async (code, effect) => {
    const { sendMessage } = createSalesiqClient({
      origin: 'https://salesiq.example',
      screenName: 'acme',
      accessToken: async () => 'good',
      fetch: async () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
      },
    });
    expect(await sendMessage('405', 'hello')).toMatchObject({ ok: false, effect, retryable: true });
  });

  it('renews an expired token once and goes on', async () => {
    const { conversation, client } = await startPortal({
      checkToken: (token) => (token === 'fresh' ? 'ok' : 'invalid'),
    });
    const asked: (string | undefined)[] = [];
    const accessToken = async (rejected?: string) => {
      asked.push(rejected);
      return rejected === undefined ? 'stale' : 'fresh';
    };
    expect(await client({ accessToken }).addNote(conversation.id, 'x')).toMatchObject({ ok: true });
    expect(asked).toEqual([undefined, 'stale']);
  });

  it('leaves it for later when the renewed token is not accepted either', async () => {
    const { conversation, client } = await startPortal({ checkToken: () => 'invalid' });
    expect(await client().addNote(conversation.id, 'x')).toMatchObject({
      ok: false,
      reason: 'token',
      code: '1008',
      effect: 'none',
      retryable: true,
    });
  });

  it('tells a missing scope from an expired token', async () => {
    const { conversation, client } = await startPortal({ checkToken: () => 'scope' });
    expect(await client().addNote(conversation.id, 'x')).toMatchObject({
      ok: false,
      reason: 'scope',
      code: '1009',
      retryable: false,
    });
  });

  it('reports a token source that has no token', async () => {
    const accessToken = async () => {
      throw new Error('refresh token revoked');
    };
    const { conversation, client } = await startPortal();
    expect(await client({ accessToken }).close(conversation.id)).toMatchObject({
      reason: 'token',
      message: 'refresh token revoked',
    });
  });

  it('takes a wrong portal for what it is', async () => {
    const { conversation, client } = await startPortal();
    expect(await client({ screenName: 'other' }).close(conversation.id)).toMatchObject({
      reason: 'rejected',
      code: '1005',
    });
  });

  it('knows that an operation may have happened when the connection broke', async () => {
    const fault: RestFault = { effect: 'done', answer: 'reset' };
    const { portal, conversation, client } = await startPortal({ fault: () => fault });
    expect(await client().sendMessage(conversation.id, 'hello')).toMatchObject({
      reason: 'unavailable',
      effect: 'possible',
    });
    expect(portal.get(conversation.id).lines).toHaveLength(1);
  });

  it('stops waiting after its timeout', async () => {
    const { conversation, client } = await startPortal({
      fault: () => ({ delayMs: 200, effect: 'none', answer: 'usual' }),
    });
    expect(await client({ timeoutMs: 20 }).close(conversation.id)).toMatchObject({
      reason: 'timeout',
      effect: 'possible',
      retryable: true,
    });
  });

  it('does not ask SalesIQ about preview chats, nor about ids that are a way out of the path', async () => {
    const client = clientAnswered(500, '');
    expect(await client.close('botpreview_1')).toMatchObject({ reason: 'preview' });
    expect(await client.close('..')).toMatchObject({ reason: 'rejected' });
  });

  it.each([
    [429, '', { 'retry-after': '7' }, { reason: 'limited', retryable: true, retryAfterMs: 7_000, effect: 'none' }],
    [200, '{"error":{"code":"9","message":"Too many requests"}}', {}, { reason: 'limited' }],
    [503, 'x', {}, { reason: 'unavailable', retryable: true, effect: 'possible' }],
    [200, '<html>Sign in</html>', {}, { reason: 'unavailable' }],
    [302, '', { location: 'http://elsewhere.example' }, { reason: 'rejected' }],
    [401, '', {}, { reason: 'token' }],
    [200, '{"error":{"code":"1009","message":"Invalid OAuthScope"}}', {}, { reason: 'scope' }],
    [200, '{"error":{"code":1004}}', {}, { reason: 'rejected', code: '1004' }],
    [200, '{"error":"invalid_request"}', {}, { reason: 'rejected', message: 'invalid_request' }],
    [200, '{"error":{}}', {}, { reason: 'rejected' }],
    [200, 'x'.repeat(2_000_000), {}, { reason: 'unavailable' }],
  ])('classifies HTTP %i %.20s', async (status, body, headers, expected) => {
    expect(await clientAnswered(status, body, headers).addNote('1', 'x')).toMatchObject({ ok: false, ...expected });
  });

  it.each([200, 204])('takes an empty answer with status %i for success', async (status) => {
    expect(await clientAnswered(status, null).addNote('1', 'x')).toEqual({ ok: true, data: undefined });
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, chatEventSchema } from '@acebuddy/contracts';
import { parseSignatureKeys } from '@acebuddy/salesiq';
import {
  createEventSender,
  createSalesiqPortal,
  createSigningKeys,
  deliveryHeaders,
} from '@acebuddy/salesiq/simulator';
import { currentRequestId, type Logger, withRequestId } from '@acebuddy/service-kit';
import type { EncryptionKeys } from '@acebuddy/storage/sealing';
import { captureLogs, eventually } from '@acebuddy/testkit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { openKeeps } from '../src/adapters/file-keeps.ts';
import { createUndeliveredEvents } from '../src/channels/salesiq/undelivered-events.ts';
import type { Keep, KeptEvent } from '../src/ports.ts';
import type { FakeConversation } from './fakes/conversation.ts';
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

describe('events that the conversation service cannot take', () => {
  const keys: EncryptionKeys = [{ id: 'k1', key: new Uint8Array(32).fill(7) }];
  const said = (text: string, at: number) => ({
    event: 'conversation.operator.replied',
    entity_id: '405',
    org_id: '1',
    event_time: at,
    entity: { message: { msgid: `m${at}`, text } },
  });
  const textsOf = ({ events }: FakeConversation) => events.map(({ event }) => ('text' in event ? event.text : ''));

  async function openFolder() {
    const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-events-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const { logger } = captureLogs();
    const files = () => readdir(join(dataDir, 'undelivered-events')).catch(() => []);
    return { dataDir, files, open: () => openKeeps({ dataDir, keys, logger }) };
  }

  it('outlive a gateway that is killed, sealed and without secrets, each once', async () => {
    const { dataDir, files, open } = await openFolder();
    const dying = await startGateway({ replyBudgetMs: 600, keeps: open() });
    dying.conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    for (const payload of [said('my password is Hunter2!x', 5), said('my password is Hunter2!x', 5), said('Done', 6)]) {
      expect((await dying.app.inject({ method: 'POST', url, payload })).statusCode).toBe(200);
    }
    const [first = ''] = await files();
    expect(await files()).toHaveLength(2);
    expect(await readFile(join(dataDir, 'undelivered-events', first), 'utf8')).toMatch(/^v1\.k1\.[\w-]+$/);

    const { conversation } = await startGateway({ keeps: open() });
    await eventually(() => conversation.events.length === 2);
    expect(textsOf(conversation)).toEqual([expect.not.stringContaining('Hunter2'), 'Done']);
    await eventually(async () => (await files()).length === 0);
  });

  it('keep no gateway from starting, and wait in memory, when the folder cannot be used', async () => {
    const { dataDir, open } = await openFolder();
    await writeFile(join(dataDir, 'undelivered-events'), 'a file in its place');
    const { app, conversation } = await startGateway({ replyBudgetMs: 600, keeps: open() });
    conversation.failure = new AppError('STORE_UNAVAILABLE', 'down');
    expect((await app.inject({ method: 'POST', url, payload: said('first', 5) })).statusCode).toBe(200);
    conversation.failure = undefined;
    await eventually(() => conversation.events.length === 1);
  });

  it('are not overtaken by later ones of their chat, and hold up no other chat', async () => {
    const { open } = await openFolder();
    const { app, conversation } = await startGateway({ replyBudgetMs: 600, keeps: open() });
    conversation.failure = new AppError('STORE_UNAVAILABLE', 'down');
    await app.inject({ method: 'POST', url, payload: said('first', 5) });
    conversation.failure = undefined;
    await app.inject({ method: 'POST', url, payload: said('second', 6) });
    await app.inject({ method: 'POST', url, payload: { ...said('other', 7), entity_id: '406' } });
    await eventually(() => conversation.events.length === 3);
    expect(textsOf(conversation)).toEqual(['other', 'first', 'second']);
  });

  const event = chatEventSchema.parse({ conversationId: '1/405', eventId: 'e1', event: { kind: 'missed' } });

  it('are tried every 1 to 30 seconds, and given up after 75 hours', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const startedAt = Date.now();
    const triedAt: number[] = [];
    const deliver = () => {
      triedAt.push(Date.now() - startedAt);
      return Promise.reject(new AppError('SERVICE_UNAVAILABLE', 'down'));
    };
    const { logger } = captureLogs();
    const undelivered = createUndeliveredEvents({ keep: null, deliver, now: () => new Date(), logger });
    await undelivered.add(event);
    await vi.advanceTimersByTimeAsync(74 * 3_600_000);
    expect(triedAt.slice(0, 7)).toEqual([1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000]);
    expect(undelivered.count()).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(undelivered.count()).toBe(0);
    expect(triedAt.at(-1)).toBeGreaterThan(75 * 3_600_000);
  });

  const tried = (keep: Keep<KeptEvent>, deliver: () => Promise<unknown>, logger: Logger) =>
    createUndeliveredEvents({ keep, deliver, now: () => new Date(), logger, pauseMsMin: 1 });

  it('are delivered by the next process under the request that they came with', async () => {
    const { open } = await openFolder();
    const { logger } = captureLogs();
    const down = () => Promise.reject(new AppError('SERVICE_UNAVAILABLE', 'down'));
    const first = tried(open().events, down, logger);
    await withRequestId('webhook-1', () => first.add(event));
    await first.stop();
    const seen: (string | undefined)[] = [];
    const second = tried(open().events, async () => seen.push(currentRequestId()), logger);
    await second.start();
    await eventually(() => second.count() === 0);
    await second.stop();
    expect(seen).toEqual(['webhook-1']);
  });

  it('are given up, on the disk too, when the service refuses them for good', async () => {
    const { files, open } = await openFolder();
    const { logger, lines } = captureLogs();
    const deliver = () => Promise.reject(new AppError('UNPROCESSABLE', 'no'));
    const undelivered = tried(open().events, deliver, logger);
    await undelivered.add(event);
    expect(await files()).toHaveLength(1);
    await eventually(async () => undelivered.count() === 0 && (await files()).length === 0);
    expect(lines.some(({ msg }) => msg === 'an event of SalesIQ was given up')).toBe(true);
    await undelivered.stop();
  });

  it('of a kind that only a newer gateway knows are read again whole', async () => {
    const { open } = await openFolder();
    const newer = { event: { ...event, event: { kind: 'transferred', to: 'sales' }, seen: true }, since: 1, tries: 2 };
    await open().events.add(newer as never);
    expect(await open().events.all()).toEqual([newer]);
  });

  it('wait for a release that understands them, and an operator hears of it once', async () => {
    const { files, open } = await openFolder();
    const { logger, lines } = captureLogs();
    let tries = 0;
    const deliver = async () => {
      tries += 1;
      if (tries <= 3) throw new AppError('BAD_REQUEST', 'an older release');
    };
    const undelivered = tried(open().events, deliver, logger);
    await undelivered.add(event);
    await eventually(async () => undelivered.count() === 0 && (await files()).length === 0);
    expect(tries).toBe(4);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    await undelivered.stop();
  });
});

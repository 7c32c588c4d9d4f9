import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import { zobotResponseSchema } from '@acebuddy/salesiq';
import { createChatWindow, createSalesiqPortal } from '@acebuddy/salesiq/simulator';
import { eventually } from '@acebuddy/testkit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { reply } from './fakes/conversation.ts';
import { startGateway, zobotMessage } from './harness.ts';
import { injectFetch } from './inject-fetch.ts';

const url = '/webhook/salesiq';
const post = (payload: unknown) => ({ method: 'POST', url, payload: payload as object }) as const;
const never = () => new Promise<never>(() => undefined);
const callbacks = {
  signatureKeys: [],
  forwardDepartment: undefined,
  strictLength: false,
  silentTurn: 'acknowledge',
  callbacks: true,
} as const;

describe('the check that SalesIQ makes when the address is saved', () => {
  it.each([
    ['GET', undefined],
    ['HEAD', undefined],
    ['POST', undefined],
    ['POST', '{}'],
  ] as const)('%s %s is answered with 200', async (method, payload) => {
    const { app, conversation } = await startGateway();
    const response = await app.inject({ method, url, ...(payload !== undefined && { payload }) });
    expect(response.statusCode).toBe(200);
    expect(conversation.messages).toEqual([]);
  });
});

describe('calls of the bot', () => {
  it('become a message of the conversation, and its reply the answer', async () => {
    const { app, conversation } = await startGateway();
    conversation.answer = () => reply('Which invoice?', { suggestions: ['The last one', 'Something else'] });
    const response = await app.inject(post(zobotMessage));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      action: 'reply',
      replies: ['Which invoice?'],
      suggestions: ['The last one', 'Something else'],
    });
    expect(conversation.messages).toMatchObject([
      {
        conversationId: '55778119/40526000001808033',
        eventId: 'call-1',
        channel: 'salesiq',
        content: { kind: 'message', text: 'My invoice is wrong' },
      },
    ]);
    expect(conversation.messages[0]?.budgetMs).toBeGreaterThan(2_500);
    expect(conversation.messages[0]?.budgetMs).toBeLessThanOrEqual(3_000);
  });

  it.each([undefined, 'application/json; charset=UTF-8', 'text/plain', 'nonsense'])(
    'are read with the content type %s',
    async (type) => {
      const { app, conversation } = await startGateway();
      const payload = Buffer.from(JSON.stringify(zobotMessage));
      const response = await app.inject({
        method: 'POST',
        url,
        payload,
        ...(type !== undefined && { headers: { 'content-type': type } }),
      });
      expect(response.statusCode).toBe(200);
      expect(conversation.messages).toHaveLength(1);
    },
  );

  it('keep ids that a number cannot hold', async () => {
    const { app, conversation } = await startGateway();
    const payload = JSON.stringify(zobotMessage).replace('"40526000001808033"', '40526000001808033');
    await app.inject({ method: 'POST', url, payload });
    expect(conversation.messages[0]?.conversationId).toBe('55778119/40526000001808033');
  });

  it('are greeted without a conversation when the bot is opened without an id', async () => {
    const { app, conversation } = await startGateway();
    const response = await app.inject(
      post({ handler: 'trigger', visitor: { name: 'Scott Fisher' }, request: { id: 'r' } }),
    );
    expect(response.json().replies[0]).toMatch(/^Hi Scott, /);
    expect(conversation.messages).toEqual([]);
  });

  it.each([
    ['an unknown handler', { ...zobotMessage, handler: 'telepathy' }],
    ['no text', { ...zobotMessage, message: {} }],
    ['no session', { ...zobotMessage, visitor: {} }],
    ['nothing but a handler', { handler: 'message' }],
    ['a failure of nobody', { handler: 'failure', cause: { code: 1001 } }],
    ['rubbish everywhere', { handler: 'context', visitor: 5, request: 'x', answers: [null], org_id: {} }],
  ])('with %s get a polite reply', async (_what, body) => {
    const { app } = await startGateway();
    const response = await app.inject(post(body));
    expect(response.statusCode).toBe(200);
    expect(zobotResponseSchema.parse(response.json())).toMatchObject({ action: 'reply' });
  });

  it('reach a person from a chat that cannot be placed', async () => {
    const { app, conversation } = await startGateway();
    const response = await app.inject(post({ ...zobotMessage, visitor: {}, message: { text: 'talk to a person' } }));
    expect(response.json()).toMatchObject({ action: 'forward' });
    expect(conversation.messages).toEqual([]);
  });

  it('hand over to the configured department, and never again after that failed', async () => {
    const { app, conversation } = await startGateway({ salesiq: { ...callbacks, forwardDepartment: '4000000008692' } });
    conversation.answer = () => reply('One moment', { action: 'forward' });
    expect((await app.inject(post(zobotMessage))).json()).toMatchObject({
      action: 'forward',
      department: '4000000008692',
    });
    const failure = { ...zobotMessage, handler: 'failure', cause: { code: 1002 }, request: { id: 'call-2' } };
    expect((await app.inject(post(failure))).json()).toMatchObject({ action: 'reply' });
    expect(conversation.messages[1]?.content).toEqual({ kind: 'failed', reason: 'operators_unavailable' });
  });

  it('carry a message of more than 5,000 characters whole', async () => {
    const { app, conversation } = await startGateway();
    const text = 'My printer '.repeat(1_000);
    expect((await app.inject(post({ ...zobotMessage, message: { text } }))).statusCode).toBe(200);
    expect(conversation.messages[0]?.content).toMatchObject({ text });
  });
});

describe('a conversation service that is down or slow', () => {
  it.each([
    'SERVICE_UNAVAILABLE',
    'STORE_UNAVAILABLE',
    'UPSTREAM_TIMEOUT',
    'CONFLICT',
    'INTERNAL',
    'BAD_REQUEST',
  ] as const)('does not reach the customer as an error (%s)', async (code) => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 600 });
    conversation.failure = new AppError(code, 'secret detail');
    const response = await app.inject(post(zobotMessage));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ action: 'reply' });
    expect(response.json().replies[0]).toMatch(/write your message again.*help@acme\.example/);
    expect(response.body).not.toContain('secret detail');
  });

  it('still lets a customer reach a person', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 600 });
    conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    const response = await app.inject(post({ ...zobotMessage, message: { text: 'let me talk to a human please' } }));
    expect(response.json()).toMatchObject({ action: 'forward' });
  });

  it('is not waited for longer than the budget', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 60 });
    conversation.answer = never;
    const startedAt = performance.now();
    const response = await app.inject(post(zobotMessage));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(response.json()).toMatchObject({ action: 'reply' });
  });

  it('has its late reply delivered by callback', async () => {
    const { app, conversation, notifications } = await startGateway({ replyBudgetMs: 60, salesiq: callbacks });
    let finish: (answer: ReturnType<typeof reply>) => void = () => undefined;
    conversation.answer = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const response = await app.inject(post(zobotMessage));
    expect(response.json()).toEqual({ action: 'pending', replies: ['One moment please, I am still working on this…'] });
    finish(reply('Here it is', { suggestions: ['Thanks'] }));
    await eventually(() => notifications.pushed.length === 1);
    expect(notifications.pushed).toMatchObject([
      {
        address: { preview: false, callbackId: 'call-1' },
        turnStartedAt: '2026-11-23T09:30:00.000Z',
        text: 'Here it is',
        suggestions: ['Thanks'],
      },
    ]);
  });

  it('has an apology delivered by callback when its late reply fails', async () => {
    const { app, conversation, notifications } = await startGateway({ replyBudgetMs: 60, salesiq: callbacks });
    let fail: (error: Error) => void = () => undefined;
    conversation.answer = () =>
      new Promise((_resolve, reject) => {
        fail = reject;
      });
    await app.inject(post(zobotMessage));
    fail(new AppError('UPSTREAM_TIMEOUT', 'x'));
    await eventually(() => notifications.pushed[0]?.text.startsWith('I am sorry'));
  });

  it('is tried again while SalesIQ does not take it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { app, conversation, notifications } = await startGateway({ replyBudgetMs: 60, salesiq: callbacks });
    let finish: (answer: ReturnType<typeof reply>) => void = () => undefined;
    conversation.answer = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const asked: string[] = [];
    notifications.pushChat = async ({ requestId }) => {
      asked.push(requestId);
      return asked.length < 3 ? { outcome: 'retry', reason: 'limited' } : { outcome: 'callback', reason: null };
    };
    const response = app.inject(post(zobotMessage));
    await vi.waitFor(() => expect(conversation.messages).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(100);
    expect((await response).json()).toMatchObject({ action: 'pending' });
    finish(reply('Here it is'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(3);
    expect(new Set(asked).size).toBe(1);
  });

  it('is apologised for at once in a preview, which has no callbacks', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 60, salesiq: callbacks });
    conversation.answer = never;
    const preview = { ...zobotMessage, visitor: { active_conversation_id: 'botpreview_1' } };
    expect((await app.inject(post(preview))).json()).toMatchObject({ action: 'reply' });
  });
});

describe('a chat window in front of the gateway', () => {
  it('gets through a conversation without a failure that SalesIQ would count', async () => {
    const { app, conversation, clock } = await startGateway();
    conversation.answer = ({ content }) => {
      if (content.kind === 'failed') return reply('Nobody is there; your ticket is 101.', { action: 'forward' });
      if (content.kind !== 'message') return reply('Welcome!');
      if (content.text === 'human') return reply('Connecting you.', { action: 'forward' });
      return reply(`You said ${content.text}`, { input: { type: 'email', placeholder: 'you@example.com' } });
    };
    const portal = createSalesiqPortal({ now: clock.now });
    const window = createChatWindow({ portal, webhookUrl: `http://gateway${url}`, fetch: injectFetch(app) });
    expect(await window.open()).toEqual(['Welcome!']);
    expect(await window.say('hello')).toEqual(['You said hello']);
    expect(await window.fill('scott@zylker.com')).toEqual(['You said scott@zylker.com']);
    portal.setOperators('busy');
    expect(await window.say('human')).toEqual(['Connecting you.', 'Nobody is there; your ticket is 101.']);
    expect(portal.bot.failures).toEqual([]);
    const [opened, first] = conversation.messages;
    expect(first?.continues).toBe(opened?.conversationId);
  });
});

const folder = join(import.meta.dirname, '../../../../shared/zoho/samples');
const samples = existsSync(folder)
  ? readdirSync(folder).filter((file) => /^(zobot-request|salesiq-event)-/.test(file))
  : [];

describe.skipIf(samples.length === 0)('sample payloads (left out when ../shared/zoho/samples is absent)', () => {
  it.each(samples)('%s is answered with 200 and something that SalesIQ can use', async (file) => {
    const { app, conversation } = await startGateway();
    const { body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { body: object };
    const response = await app.inject(post(body));
    expect(response.statusCode).toBe(200);
    if (file.startsWith('salesiq-event')) {
      const isNeeded = !file.includes('created');
      expect(response.json()).toEqual({ success: true, handled: isNeeded ? 1 : 0, ignored: isNeeded ? 0 : 1 });
      expect(conversation.events).toHaveLength(isNeeded ? 1 : 0);
    } else {
      expect(zobotResponseSchema.safeParse(response.json()).success).toBe(true);
      expect(conversation.messages).toHaveLength(file.includes('trigger') ? 0 : 1);
    }
  });
});

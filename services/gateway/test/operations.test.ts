import { AppError } from '@acebuddy/contracts';
import { currentRequestId } from '@acebuddy/service-kit';
import { describe, expect, it } from 'vitest';
import { reply } from './fakes/conversation.ts';
import { asAdmin, flatMessage, startGateway, zobotMessage } from './harness.ts';

describe('health', () => {
  it('is about the process alone', async () => {
    const { app, conversation } = await startGateway();
    conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    expect((await app.inject('/health')).json()).toEqual({ status: 'ok' });
  });

  it('names the service that is not ready', async () => {
    const { app, ticketing } = await startGateway();
    expect((await app.inject('/ready')).json()).toEqual({
      ready: true,
      checks: { conversation: { ok: true }, ticketing: { ok: true }, notifications: { ok: true }, mail: { ok: true } },
    });
    ticketing.failure = new AppError('STORE_UNAVAILABLE', 'The database does not answer');
    const response = await app.inject('/ready');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({
      ready: false,
      checks: { conversation: { ok: true }, ticketing: { ok: false, error: 'The database does not answer' } },
    });
  });
});

describe('what the services lean on', () => {
  it('is named as well: a mail server that is down, a folder that cannot be written', async () => {
    const full = new AppError('STORE_UNAVAILABLE', 'The data folder /data cannot be written: the disk is full');
    const { app, notifications } = await startGateway({ checks: { data_folder: () => Promise.reject(full) } });
    notifications.mailFailure = new AppError('SERVICE_UNAVAILABLE', 'The mail server does not take our connection');
    const response = await app.inject('/ready');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({
      checks: {
        notifications: { ok: true },
        mail: { ok: false, error: 'The mail server does not take our connection' },
        data_folder: { ok: false, error: 'The data folder /data cannot be written: the disk is full' },
      },
    });
  });

  it('is not held against a notifications service of the release before, which cannot tell', async () => {
    const { app, notifications } = await startGateway();
    notifications.mailFailure = new AppError('NOT_FOUND', 'No procedure found on path "mailReady"');
    expect((await app.inject('/ready')).statusCode).toBe(200);
  });
});

describe('metrics', () => {
  it('count requests by route and status, and time webhooks by form and outcome', async () => {
    const { app, conversation } = await startGateway();
    await app.inject({ method: 'POST', url: '/webhook/salesiq', payload: zobotMessage });
    conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    await app.inject({ method: 'POST', url: '/webhook/salesiq', payload: flatMessage });
    await app.inject('/salesiq/session/some-secret-id');
    const { body, headers } = await app.inject({ url: '/metrics', headers: asAdmin });
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain(
      'acebuddy_http_requests_total{service="gateway",method="POST",route="/webhook/salesiq",status="200"} 2',
    );
    expect(body).toContain('route="/salesiq/session/:id",status="503"} 1');
    expect(body).toMatch(
      /acebuddy_webhook_duration_seconds_count\{service="gateway",form="zobot",outcome="replied"\} 1/,
    );
    expect(body).toMatch(/acebuddy_webhook_duration_seconds_count\{service="gateway",form="flat",outcome="failed"\} 1/);
    expect(body).not.toContain('some-secret-id');
  });
});

describe('the request id', () => {
  it('of the caller is kept when it can be, and is in every answer', async () => {
    const { app } = await startGateway();
    const of = async (id: string, url = '/nowhere') => {
      const response = await app.inject({ url, headers: { 'x-request-id': id } });
      if (response.statusCode >= 400) expect(response.json().request_id).toBe(response.headers['x-request-id']);
      return response.headers['x-request-id'];
    };
    expect(await of('abc-123')).toBe('abc-123');
    expect(await of('abc-123', '/health')).toBe('abc-123');
    expect(await of('abc-123', '/%zz')).toBe('abc-123');
    for (const bad of ['', 'a b', 'x'.repeat(300), '<script>', 'a\tb']) expect(await of(bad)).toMatch(/^id-\d+$/);
  });

  it('travels with the message to the conversation service and into the log', async () => {
    const { app, conversation, logs } = await startGateway();
    let seen: string | undefined;
    conversation.answer = () => {
      seen = currentRequestId();
      return reply('ok');
    };
    const headers = { 'x-request-id': 'trace-7' };
    await app.inject({ method: 'POST', url: '/webhook/salesiq', payload: zobotMessage, headers });
    expect(seen).toBe('trace-7');
    expect(logs.lines).toMatchObject([{ msg: 'request', requestId: 'trace-7', route: '/webhook/salesiq' }]);
  });
});

describe('every answer', () => {
  it('forbids scripts, framing and sniffing', async () => {
    const { app } = await startGateway();
    for (const url of ['/health', '/zoho/test', '/nowhere', '/zoho/ticket/x']) {
      const { headers } = await app.inject(url);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
    }
  });

  it('holds nothing of what the customer wrote, and neither does the log', async () => {
    const { app, conversation, logs } = await startGateway();
    conversation.failure = new AppError('INTERNAL', 'x');
    const payload = { ...flatMessage, message: 'my password is hunter2' };
    const response = await app.inject({ method: 'POST', url: '/webhook/salesiq', payload });
    expect(response.body).not.toContain('hunter2');
    expect(JSON.stringify(logs.lines)).not.toMatch(/hunter2|test@company\.com|Test User/);
  });
});

describe('the runbook', () => {
  it('is served to everybody, a page an alert, whose links lead to each other and whose policy allows nothing else', async () => {
    const { app } = await startGateway();
    const list = await app.inject('/runbook');
    expect([list.statusCode, list.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(list.body).toContain('href="/runbook/mail_trouble"');
    const page = await app.inject('/runbook/mail_trouble');
    expect(page.body).toContain('<h1>Mails cannot go out</h1>');
    expect(page.body).toContain('href="/runbook"');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/);
  });

  it.each(['unknown', 'README', '..%2f..%2fpackage.json'])('has no page "%s"', async (name) => {
    const { app } = await startGateway();
    expect((await app.inject(`/runbook/${name}`)).statusCode).toBe(name === 'unknown' ? 404 : 400);
  });
});

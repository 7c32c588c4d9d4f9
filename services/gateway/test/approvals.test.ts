import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { approvalToken } from './fakes/notifications.ts';
import { startGateway } from './harness.ts';

const url = `/approvals/${approvalToken}`;
const form = (fields: Record<string, string>, to = url) =>
  ({
    method: 'POST',
    url: to,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }) as const;

describe('approval pages', () => {
  it('show what is to be decided, without scripts, and decide nothing by being opened', async () => {
    const { app, notifications } = await startGateway();
    for (const method of ['GET', 'HEAD'] as const) await app.inject({ method, url });
    await app.inject(`${url}?decision=approve`);
    expect(notifications.decisions).toEqual([]);
    const response = await app.inject(url);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toContain('<dt>Price</dt><dd>$60 a month</dd>');
    expect(response.body).toContain('<button class="primary" name="decision" value="approve">');
    expect(response.body).not.toMatch(/<script|javascript:| on\w+=/i);
  });

  it('show text as text', async () => {
    const { app } = await startGateway();
    const { body } = await app.inject(url);
    expect(body).toContain('100 GB for &lt;b&gt;Zylker&lt;/b&gt;');
    expect(body).toContain('Scott Fisher &lt;scott@zylker.com&gt;');
  });

  it('allow their own style and form only, are not cached and tell other sites nothing', async () => {
    const { app } = await startGateway();
    for (const address of [url, '/approvals/unknown-token-00000000000']) {
      const { headers } = await app.inject(address);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'/,
      );
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
  });

  it.each([
    ['approve', 'Approved.'],
    ['decline', 'Declined.'],
  ])('take the decision to %s with a comment, once', async (decision, words) => {
    const { app, notifications } = await startGateway();
    const response = await app.inject(form({ decision, comment: ' from May on ' }));
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain(words);
    expect(response.body).not.toContain('<button');
    const again = await app.inject(form({ decision: 'decline' }));
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain(words);
    expect(notifications.decisions).toEqual([{ decision, comment: 'from May on' }]);
  });

  it('answer mistakes with a page for people', async () => {
    const { app, notifications } = await startGateway();
    const unknown = await app.inject('/approvals/unknown-token-00000000000');
    expect(unknown.statusCode).toBe(404);
    expect(unknown.body).toContain('<h1>This link is not valid</h1>');
    const broken = await app.inject(form({ decision: 'maybe' }));
    expect(broken.statusCode).toBe(400);
    expect(broken.headers['content-type']).toBe('text/html; charset=utf-8');
    notifications.failure = new AppError('STORE_UNAVAILABLE', 'secret detail');
    const down = await app.inject(url);
    expect(down.statusCode).toBe(503);
    expect(down.body).toContain('<h1>Please try again</h1>');
    expect(down.body).not.toContain('secret detail');
    expect(notifications.decisions).toEqual([]);
  });

  it('keep the token out of the log', async () => {
    const { app, logs } = await startGateway();
    await app.inject(url);
    expect(logs.lines).toMatchObject([{ route: '/approvals/:token', status: 200 }]);
    expect(JSON.stringify(logs.lines)).not.toContain(approvalToken);
  });
});

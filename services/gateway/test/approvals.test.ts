import { createHash } from 'node:crypto';
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

  it.each([
    ['decline', 'approve', 'Do you decline this?'],
    ['approve', 'decline', 'Do you approve this?'],
    ['anything', 'decline', 'Do you approve this?'],
  ])('opened to %s offer first what the link said, and ask for it', async (said, other, question) => {
    const { app } = await startGateway();
    const { body } = await app.inject(`${url}?decision=${said}`);
    const [, first] = /<button class="primary" name="decision" value="(\w+)"/.exec(body) ?? [];
    expect(first).not.toBe(other);
    expect(body).toContain(`<h2>${question}</h2>`);
    expect(body).toContain(`<button name="decision" value="${other}">`);
    expect(body.indexOf(`value="${first}"`)).toBeLessThan(body.indexOf(`value="${other}"`));
  });

  it("show whose they are, in the operator's colour, and until when they can be decided", async () => {
    const { app, notifications } = await startGateway();
    const logoUrl = 'https://acme.example/logo.png';
    notifications.approval = {
      ...notifications.approval,
      decidableUntil: 'Monday 7 December 2026 at 10:00 UTC',
      brand: { companyName: 'Acme <Hosting>', logoUrl, accentColor: '#ffd500' },
    };
    const { body, headers } = await app.inject(url);
    expect(body).toContain(`<img src="${logoUrl}" alt="Acme &lt;Hosting&gt;"`);
    expect(body).toContain('--accent: #ffd500; --accent-ink: #000000;');
    expect(body).toContain('You can decide until Monday 7 December 2026 at 10:00 UTC');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain('img-src https://acme.example;');
    for (const [, sheet = ''] of body.matchAll(/<style>([\s\S]*?)<\/style>/g))
      expect(policy).toContain(createHash('sha256').update(sheet).digest('base64'));
  });

  it('say in plain words that a link was cut', async () => {
    const { app } = await startGateway();
    const { body, statusCode } = await app.inject('/approvals/short');
    expect(statusCode).toBe(404);
    expect(body).toContain('Please use the one in the newest mail.');
    expect(body).not.toMatch(/token|string|characters/);
  });

  it('say what is proven about the requester before anything of hers', async () => {
    const { app, notifications } = await startGateway();
    notifications.approval = {
      ...notifications.approval,
      requesterIdentity: 'not verified. Nothing shows <who> asked.',
    };
    const { body } = await app.inject(url);
    const said = body.indexOf('Identity of the requester: not verified. Nothing shows &lt;who&gt; asked.');
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThan(body.indexOf('<h1>'));
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
    expect(again.body).toContain(`${words.slice(0, -1)} earlier. That decision stands`);
    expect(notifications.decisions).toEqual([{ decision, comment: 'from May on' }]);
  });

  it.each([
    ['approved', 'decline', 'Approved on Tuesday 5 May', true],
    ['approved', 'approve', 'Approved on Tuesday 5 May', false],
    ['declined', 'approve', 'Declined on Tuesday 5 May', true],
    ['expired', 'approve', 'Expired on Tuesday 5 May', false],
  ] as const)(
    'opened when it was %s before, to %s, say when and that nothing changes',
    async (status, said, words, isOther) => {
      const { app, notifications } = await startGateway();
      notifications.approval = { ...notifications.approval, status, decidedAt: 'Tuesday 5 May' };
      const { body } = await app.inject(`${url}?decision=${said}`);
      expect(body).toContain(words);
      expect(body.includes('reply to the mail that brought you here')).toBe(isOther);
      expect(body).not.toMatch(/<button|is on its way/);
    },
  );

  it('say once that a link is not valid', async () => {
    const { app, notifications } = await startGateway();
    notifications.failure = new AppError(
      'NOT_FOUND',
      'This link is not valid. Please use the link in the newest mail.',
    );
    const { body } = await app.inject(url);
    expect(body.replace(/<head>[\s\S]*<\/head>/, '').match(/not valid/g)).toHaveLength(1);
    expect(body).toContain('<p>Please use the link in the newest mail.</p>');
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

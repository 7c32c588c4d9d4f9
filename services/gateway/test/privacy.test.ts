import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { auditEntry } from './fakes/admin.ts';
import { startGateway } from './harness.ts';

const apiKeys = parseApiKeys('admin:admin-key-0001');
const headers = { authorization: 'Bearer admin-key-0001' };

describe('rights of a person', () => {
  it('export what every service keeps', async () => {
    const { app } = await startGateway({ apiKeys });
    const response = await app.inject({ url: '/admin/person?email=ann@firm.example', headers });
    expect(response.json().services).toEqual({
      conversation: { chats: ['ann@firm.example'] },
      ticketing: { chats: ['ann@firm.example', 'c-1', 'c-2', 'c-3'] },
      notifications: { chats: ['ann@firm.example', 'c-1', 'c-2', 'c-3'] },
    });
  });

  it('delete it everywhere and say what was done; chats with work under way keep everything', async () => {
    const { app, ticketing, notifications } = await startGateway({ apiKeys });
    const response = await app.inject({ method: 'DELETE', url: '/admin/person?email=ann@firm.example', headers });
    expect(response.json().services).toEqual({
      conversation: { removed: { chats: 2 }, kept: [] },
      ticketing: { removed: { chats: 2 }, kept: [] },
      notifications: { removed: { chats: 2 }, kept: [] },
    });
    expect([ticketing.deletions, notifications.deletions]).toEqual([['c-1,c-2'], ['c-1,c-2']]);
  });

  it('leave the chats in place until all other services have answered, so that a repeat finds the rest', async () => {
    const { app, conversation, ticketing } = await startGateway({ apiKeys });
    ticketing.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    const person = { method: 'DELETE', url: '/admin/person?email=ann@firm.example', headers } as const;
    expect((await app.inject(person)).statusCode).toBe(503);
    expect(conversation.deletions).toEqual([]);
    ticketing.failure = undefined;
    expect((await app.inject(person)).statusCode).toBe(200);
    expect(conversation.deletions).toHaveLength(1);
  });

  it('fail as a whole when one service does not answer, and want an address', async () => {
    const { app, ticketing } = await startGateway({ apiKeys });
    ticketing.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    const person = { method: 'DELETE', url: '/admin/person?email=ann@firm.example', headers } as const;
    expect((await app.inject(person)).statusCode).toBe(503);
    expect((await app.inject({ ...person, url: '/admin/person?email=x' })).statusCode).toBe(400);
    expect((await app.inject({ ...person, url: '/admin/person' })).statusCode).toBe(400);
  });
});

describe('the audit trail', () => {
  it('can be read by administrators', async () => {
    const { app } = await startGateway({ apiKeys });
    const response = await app.inject({ url: '/admin/audit?service=ticketing&after=0', headers });
    expect(response.json()).toMatchObject({
      service: 'ticketing',
      items: [auditEntry],
      next: null,
      damaged: [{ seq: 2, problem: 'it was altered' }],
    });
  });

  it('of an older service, which names no damaged entries, can be read as well', async () => {
    const { app, notifications } = await startGateway({ apiKeys });
    notifications.listAudit = async () => ({ items: [], next: null });
    const response = await app.inject({ url: '/admin/audit?service=notifications', headers });
    expect(response.json()).toMatchObject({ success: true, items: [], damaged: [] });
  });

  it('gets the use of every key by route and outcome, and never the key', async () => {
    const { app, conversation } = await startGateway({ apiKeys });
    for (const url of ['/zoho/test', '/zoho/test', '/salesiq/session/unknown', '/metrics'])
      await app.inject({ url, headers });
    await app.inject({ url: '/zoho/test', headers: { authorization: 'Bearer wrong' } });
    await app.close();
    expect(conversation.access).toMatchObject([
      { route: 'GET /zoho/test', status: 200, count: 2, actor: { role: 'admin' } },
      { route: 'GET /salesiq/session/:id', status: 404, count: 1 },
    ]);
    expect(JSON.stringify(conversation.access)).not.toContain('admin-key-0001');
  });
});

describe('secrets in REST calls', () => {
  it('do not leave the gateway', async () => {
    const { app, ticketing } = await startGateway({ apiKeys });
    const payload = {
      user_id: 'ann@firm.example',
      query: 'my password is Hunter2!x',
      metadata: { subject: 'card 4111 1111 1111 1111', user_name: 'Ann' },
    };
    await app.inject({ method: 'POST', url: '/zoho/ticket/create', headers, payload });
    const comment = { comment: 'new pw: Hunter2!x' };
    await app.inject({ method: 'POST', url: '/zoho/ticket/1892000000042034/comment', headers, payload: comment });
    expect(JSON.stringify(ticketing.created)).toContain('[password removed]');
    expect(JSON.stringify(ticketing.created)).toContain('[card number removed]');
    expect(JSON.stringify(ticketing.changed)).toContain('[password removed]');
    expect(JSON.stringify([ticketing.created, ticketing.changed])).not.toMatch(/Hunter2|4111/);
  });

  it('nor in ids, telephone numbers and the name of a workflow', async () => {
    const { app, ticketing } = await startGateway({ apiKeys });
    const secret = 'my password is Swordfish99';
    const payload = {
      user_id: 'visitor-password-Swordfish99',
      query: 'hello',
      metadata: { workflow_type: secret, user_phone: secret, chat_id: secret, visitor_id: secret },
    };
    const { statusCode } = await app.inject({ method: 'POST', url: '/zoho/ticket/create', headers, payload });
    expect(statusCode).toBe(200);
    expect(JSON.stringify(ticketing.created)).not.toContain('Swordfish99');
  });

  it('nor are they repeated to the caller, as the id of the request or of an unknown chat', async () => {
    const { app } = await startGateway({ apiKeys });
    const named = { ...headers, 'x-request-id': 'my-password-Swordfish99' };
    const answer = await app.inject({ url: '/salesiq/session/my-password-Swordfish99', headers: named });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['x-request-id']).not.toContain('Swordfish99');
    expect(answer.body).not.toContain('Swordfish99');
    const plain = await app.inject({ url: '/health', headers: { 'x-request-id': 'order-1042' } });
    expect(plain.headers['x-request-id']).toBe('order-1042');
  });
});

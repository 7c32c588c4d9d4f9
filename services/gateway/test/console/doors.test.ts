import { AppError } from '@acebuddy/contracts';
import { currentRequestId } from '@acebuddy/service-kit';
import { expect, it } from 'vitest';
import { consoleChat } from '../fakes/console-chat.ts';
import { startGateway } from '../harness.ts';
import { apiKeys, asRole, clientOf, codeOf, startConsole } from './api-client.ts';

const { conversationId } = consoleChat.row;
const email = 'ann@firm.example';
const one = { items: [{ service: 'conversation' as const, id: 'x|y' }], reason: 'why' };

type Client = ReturnType<typeof clientOf>;
const calls: [name: string, needed: 'reader' | 'agent' | 'admin', call: (client: Client) => Promise<unknown>][] = [
  ['me', 'reader', (api) => api.me.query()],
  ['overview', 'reader', (api) => api.overview.query({})],
  ['report', 'reader', (api) => api.report.query({})],
  ['workflows.list', 'reader', (api) => api.workflows.list.query({})],
  ['workflows.get', 'reader', (api) => api.workflows.get.query({ workflow: 'password_reset' })],
  ['conversations.list', 'reader', (api) => api.conversations.list.query({})],
  ['conversations.find', 'reader', (api) => api.conversations.find.query({ query: '#101' })],
  ['conversations.get', 'reader', (api) => api.conversations.get.query({ conversationId })],
  ['conversations.exportScript', 'agent', (api) => api.conversations.exportScript.mutate({ conversationId })],
  ['conversations.takeFromBot', 'agent', (api) => api.conversations.takeFromBot.mutate({ conversationId })],
  ['conversations.close', 'agent', (api) => api.conversations.close.mutate({ conversationId })],
  ['conversations.addNote', 'agent', (api) => api.conversations.addNote.mutate({ conversationId, text: 'hello' })],
  ['person.export', 'admin', (api) => api.person.export.mutate({ email })],
  ['person.delete', 'admin', (api) => api.person.delete.mutate({ email })],
  ['tickets.get', 'reader', (api) => api.tickets.get.query({ id: '#101' })],
  ['work.list', 'admin', (api) => api.work.list.query({})],
  ['work.retry', 'admin', (api) => api.work.retry.mutate(one)],
  ['work.discard', 'admin', (api) => api.work.discard.mutate(one)],
  ['mails.list', 'reader', (api) => api.mails.list.query({})],
  ['mails.get', 'agent', (api) => api.mails.get.query({ id: 'd-1' })],
  ['mails.resend', 'agent', (api) => api.mails.resend.mutate({ id: 'd-1' })],
  ['mails.approvals', 'reader', (api) => api.mails.approvals.query({})],
  ['learning.get', 'reader', (api) => api.learning.get.query()],
  ['learning.doubts', 'agent', (api) => api.learning.doubts.query({})],
  [
    'learning.label',
    'agent',
    (api) =>
      api.learning.label.mutate({
        messages: [{ conversationId: conversationId as never, seq: 1 }],
        label: { kind: 'right' },
      }),
  ],
  ['learning.train', 'admin', (api) => api.learning.train.mutate()],
  ['learning.take', 'admin', (api) => api.learning.take.mutate({ id: 1 })],
  ['learning.back', 'admin', (api) => api.learning.back.mutate()],
  ['system.get', 'reader', (api) => api.system.get.query()],
  ['system.testDesk', 'reader', (api) => api.system.testDesk.mutate()],
  ['system.verifyAudit', 'admin', (api) => api.system.verifyAudit.mutate()],
];

it.each(calls)('%s is for the role %s and those above, and does nothing for others', async (_name, needed, call) => {
  const { reader, agent, admin, conversation, ticketing, notifications } = await startConsole();
  const roles = ['reader', 'agent', 'admin'] as const;
  for (const role of roles) {
    const client = { reader, agent, admin }[role];
    const isAllowed = roles.indexOf(role) >= roles.indexOf(needed);
    // What may be done once only was done by the role before; what is not there was looked for.
    const code = await codeOf(call(client));
    expect(isAllowed ? code : `${code} refused`, role).toMatch(
      isAllowed ? /^(OK|CONFLICT|NOT_FOUND)$/ : /^FORBIDDEN refused$/,
    );
    if (!isAllowed)
      expect([conversation.acts, conversation.closed, ticketing.deletions, notifications.mailActs]).toEqual([
        [],
        [],
        [],
        [],
      ]);
  }
});

it('every procedure is among those calls', async () => {
  const { createConsoleRouter } = await import('../../src/console/console-router.ts');
  const router = createConsoleRouter({ conversation: {}, ticketing: {}, notifications: {} } as never);
  expect(Object.keys(router._def.procedures).toSorted()).toEqual(calls.map(([name]) => name).toSorted());
});

const get = (url: string) => ({ method: 'GET', url, headers: asRole('admin') }) as const;
const post = (url: string, headers: Record<string, string>, payload: string) =>
  ({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } }) as const;

it('nothing is asked by an address: GET is not there', async () => {
  const { app, conversation } = await startGateway({ apiKeys });
  for (const url of [
    '/console/api/me',
    '/console/api/conversations.find?input=%7B%22query%22%3A%22ann%40a.example%22%7D',
  ])
    expect((await app.inject(get(url))).statusCode, url).toBe(404);
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const)
    expect((await app.inject({ ...get('/console/api/me'), method })).statusCode).toBe(404);
  expect(conversation.acts).toEqual([]);
});

it('nobody gets in without a key or a session, in simulation as little as elsewhere', async () => {
  const { app } = await startGateway();
  expect((await app.inject('/zoho/test')).statusCode).toBe(200);
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { cookie: 'acebuddy_session=forged' }]) {
    const answer = await app.inject(post('/console/api/me', headers, '{}'));
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'UNAUTHORIZED']);
    expect((await app.inject({ url: '/console/live', headers })).statusCode).toBe(401);
    expect((await app.inject({ url: '/console/preview/d-1', headers })).statusCode).toBe(401);
  }
});

const foreign: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9999' },
  { origin: 'null' },
];
it.each(foreign)('a page of others changes nothing and reads nothing: %o', async (headers) => {
  const { app, conversation } = await startGateway({ apiKeys });
  const take = post(
    '/console/api/conversations.takeFromBot',
    { ...asRole('admin'), ...headers },
    JSON.stringify({ conversationId }),
  );
  expect((await app.inject(take)).statusCode).toBe(403);
  expect((await app.inject(post('/console/api/me', { ...asRole('admin'), ...headers }, '{}'))).statusCode).toBe(403);
  expect(conversation.acts).toEqual([]);
});

it('a form, which needs no leave to be sent from anywhere, is no call', async () => {
  const { app, conversation } = await startGateway({ apiKeys });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const headers = { ...asRole('admin'), 'content-type': type };
    const answer = await app.inject(
      post('/console/api/conversations.takeFromBot', headers, JSON.stringify({ conversationId })),
    );
    expect(answer.statusCode, type).toBe(400);
  }
  expect(conversation.acts).toEqual([]);
});

it('ten calls come in one request, and no more; a body has its bound', async () => {
  const { app } = await startGateway({ apiKeys });
  const batch = (count: number) =>
    app.inject(post(`/console/api/${Array(count).fill('me').join(',')}?batch=1`, asRole('reader'), '{}'));
  const ten = await batch(10);
  expect(ten.statusCode).toBe(200);
  expect(ten.json()).toHaveLength(10);
  expect((await batch(11)).statusCode).toBe(400);
  const large = post('/console/api/me', asRole('reader'), JSON.stringify({ text: 'x'.repeat(300_000) }));
  expect((await app.inject(large)).statusCode).toBe(413);
});

it('bad input is refused in words that name the field and repeat nothing', async () => {
  const { app } = await startGateway({ apiKeys });
  for (const body of ['{"query":""}', '{"query":7}', 'no json', '', '[]', 'null']) {
    const answer = await app.inject(post('/console/api/conversations.find', asRole('reader'), body));
    expect(answer.statusCode, body).toBe(400);
    expect(answer.json().error.data, body).toMatchObject({ appCode: 'BAD_REQUEST' });
  }
  const long = await app.inject(
    post('/console/api/conversations.find', asRole('reader'), JSON.stringify({ query: 'hunter2'.repeat(60) })),
  );
  expect(long.json().error.message).toContain('query');
  expect(long.body).not.toContain('hunter2');
  const unknown = await app.inject(post('/console/api/no.such', asRole('reader'), '{}'));
  expect(unknown.json().error.data.appCode).toBe('PROCEDURE_UNKNOWN');
});

it('errors have our codes, a sentence that may be shown, the id of the request and no inside', async () => {
  const { app, conversation, logs } = await startGateway({ apiKeys });
  conversation.listConversations = async () => {
    throw new Error('connect mongodb://user:hunter2@db');
  };
  const headers = { ...asRole('reader'), 'x-request-id': 'trace-7' };
  const answer = await app.inject(post('/console/api/conversations.list', headers, '{}'));
  expect(answer.statusCode).toBe(500);
  expect(answer.json().error.data).toMatchObject({ appCode: 'INTERNAL', requestId: 'trace-7' });
  expect(answer.body).not.toMatch(/hunter2|stack/);
  expect(logs.lines).toContainEqual(expect.objectContaining({ procedure: 'conversations.list', requestId: 'trace-7' }));
  conversation.failure = new AppError('STORE_UNAVAILABLE', 'The database does not answer');
  conversation.findConversations = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'The database does not answer');
  };
  const down = await app.inject(post('/console/api/conversations.find', headers, '{"query":"x"}'));
  expect([down.statusCode, down.json().error.data.appCode]).toEqual([503, 'STORE_UNAVAILABLE']);
});

it('the id of a request goes on to the services and into the log; who used the door is recorded', async () => {
  const gateway = await startGateway({ apiKeys });
  const { app, conversation, logs } = gateway;
  let seen: string | undefined;
  const find = conversation.findConversations;
  conversation.findConversations = async (input) => {
    seen = currentRequestId();
    return find(input);
  };
  await clientOf(gateway, 'reader', { 'x-request-id': 'trace-9' }).conversations.find.query({
    query: 'ann@firm.example',
  });
  expect(seen).toBe('trace-9');
  expect(logs.lines).toContainEqual(
    expect.objectContaining({ msg: 'request', requestId: 'trace-9', route: '/console/api/:path', role: 'reader' }),
  );
  expect(JSON.stringify(logs.lines)).not.toContain('ann@firm.example');
  await app.close();
  expect(conversation.access).toMatchObject([{ route: 'POST /console/api/:path', status: 200, count: 1 }]);
});

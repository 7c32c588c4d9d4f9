import { createSmtpMailer } from '@acebuddy/notifications';
import { createSalesiqClient } from '@acebuddy/salesiq';
import { openDatabase } from '@acebuddy/storage';
import { startSilentServer } from '@acebuddy/testkit';
import {
  createDeskClient,
  createMemoryTokenStore,
  createRefreshingToken,
  createStaticToken,
  systemClock,
  type TokenSource,
} from '@acebuddy/zoho-desk';
import { describe, expect, it } from 'vitest';
import { startLonelyService } from './lonely-service.ts';

/** How long a call took, milliseconds. */
async function spent(call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await call().catch(() => undefined);
  return performance.now() - startedAt;
}

/** Not sooner than the number of docs/reliability.md, and not much later, however busy the machine. */
function expectAbout(ms: number, documentedMs: number): void {
  // A busy machine notices late that a call has come.
  expect(ms).toBeGreaterThan(documentedMs - 500);
  expect(ms).toBeLessThan(documentedMs + 2_500);
}

const ticket = {
  subject: 'Cannot log in',
  description: { text: 'It says no.' },
  contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
};

const createTicketAt = (origin: string, tokens: TokenSource) =>
  createDeskClient({ origin, orgId: '1', departmentId: '2', tokens, referenceField: null }).createTicket(ticket);

const letter = {
  to: { name: 'Ann', email: 'ann@firm.example' },
  subject: 's',
  text: 't',
  html: 'h',
  messageId: '<1@x>',
};

async function sendLetter(host: string): Promise<void> {
  const mailer = createSmtpMailer({ url: `smtp://${host}`, from: 'bot@acme.example' });
  await mailer.send(letter);
  mailer.close();
}

// Real seconds, side by side: what is observed is the number that a deployment gets when it sets nothing.
describe.concurrent('whoever does not answer is waited for as long as docs/reliability.md says', {
  timeout: 60_000,
}, () => {
  it('Desk: 12 s a call', async () => {
    await using desk = await startSilentServer();
    expectAbout(await spent(() => createTicketAt(`http://${desk.host}`, createStaticToken('any'))), 12_000);
  });

  it('the accounts server: 12 s, within those of the call', async () => {
    await using accounts = await startSilentServer();
    const tokens = createRefreshingToken({
      accountsOrigin: `http://${accounts.host}`,
      credentials: { clientId: 'any', clientSecret: 'any', refreshToken: 'any' },
      store: createMemoryTokenStore(),
      clock: systemClock,
      fetch,
    });
    await using desk = await startSilentServer();
    expectAbout(await spent(() => createTicketAt(`http://${desk.host}`, tokens)), 12_000);
  });

  it('SalesIQ: 5 s a call', async () => {
    await using salesiq = await startSilentServer();
    const client = createSalesiqClient({
      origin: `http://${salesiq.host}`,
      screenName: 'acme',
      accessToken: async () => 'any',
    });
    expectAbout(await spent(() => client.sendMessage('1', 'hello')), 5_000);
  });

  it('a mail server that does not greet: 5 s', async () => {
    await using mail = await startSilentServer();
    expectAbout(await spent(() => sendLetter(mail.host)), 5_000);
  });

  it('a mail server that falls silent: 15 s', async () => {
    await using mail = await startSilentServer((socket) => socket.write('220 hello\r\n'));
    expectAbout(await spent(() => sendLetter(mail.host)), 15_000);
  });

  it('a mail server that never comes to an end: 40 s', async () => {
    await using mail = await startSilentServer((socket) => {
      socket.write('220 hello\r\n');
      const drip = setInterval(() => socket.write('250-and\r\n'), 200);
      socket.on('close', () => clearInterval(drip));
    });
    expectAbout(await spent(() => sendLetter(mail.host)), 40_000);
  });

  it('MongoDB: 3 s to find a primary', async () => {
    await using mongo = await startSilentServer();
    const open = () => openDatabase({ mongodbUri: `mongodb://${mongo.host}/?directConnection=true`, name: 'test' });
    expectAbout(await spent(open), 3_000);
  });

  it('our own services: 15 s', async () => {
    await using ticketing = await startSilentServer();
    await using _conversation = await startLonelyService('conversation', { TICKETING_URL: `http://${ticketing.host}` });
    expectAbout(await ticketing.patience, 15_000);
  });

  it('the conversation, by the gateway: 30 s, while the customer is answered after 3.2 s', async () => {
    await using conversation = await startSilentServer();
    await using gateway = await startLonelyService('gateway', {
      CONVERSATION_URL: `http://${conversation.host}`,
      ALLOW_UNSIGNED: '1',
    });
    const body = JSON.stringify({ chat_id: 'c', visitor_id: 'v', message: 'hello' });
    const headers = { 'content-type': 'application/json' };
    const post = () => fetch(`${gateway.url}/webhook/salesiq`, { method: 'POST', headers, body });
    const answeredMs = await spent(post);
    expect(answeredMs).toBeGreaterThan(3_150);
    expect(answeredMs).toBeLessThan(4_000);
    expectAbout(await conversation.patience, 30_000);
  });
});

import { createServer } from 'node:http';
import { connectSalesiq, createSmtpMailer, notificationsConfigSchema, toCodeCaps } from '@acebuddy/notifications';
import { createSalesiqPortal, salesiqRest } from '@acebuddy/salesiq/simulator';
import { parseConfig } from '@acebuddy/service-kit';
import { openDatabase } from '@acebuddy/storage';
import { captureLogs, startSilentServer } from '@acebuddy/testkit';
import { createDeskClient, createStaticToken } from '@acebuddy/zoho-desk';
import { createDeskSimulator } from '@acebuddy/zoho-desk/simulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLonelyService } from './lonely-service.ts';

const encryptionKeys = [{ id: 'k1', key: new Uint8Array(32).fill(7) }] as const;

function createSimulator() {
  const simulator = createDeskSimulator({ apiKeys: ['key'] });
  onTestFinished(() => simulator.close());
  return simulator;
}

describe('the limits of docs/reliability.md, where nothing is configured', () => {
  it.each([
    ['four calls at once go to Desk', true, 4],
    ['three of them for work that nobody waits for', false, 3],
  ])('%s', async (_name, foreground, atOnce) => {
    const simulator = createSimulator();
    simulator.addFault({ kind: 'latency', delayMs: 100 });
    const tokens = createStaticToken('key');
    const { orgId, departmentId } = simulator;
    const desk = createDeskClient({ origin: await simulator.listen(), orgId, departmentId, tokens });
    const calls = Array.from({ length: 12 }, () => desk.getTicket('1', { foreground }));
    await Promise.all(calls);
    expect(simulator.stats().concurrencySeen).toBe(atOnce);
  });

  it('three of Zoho’s ten token refreshes are for SalesIQ', async () => {
    const simulator = createSimulator();
    const portal = createSalesiqPortal({ now: () => new Date() });
    simulator.app.register(salesiqRest, { portal, checkToken: () => 'invalid' });
    const origin = await simulator.listen();
    const database = await openDatabase({ sqliteFile: ':memory:', name: 'notifications' });
    onTestFinished(() => database.close());
    const chat = connectSalesiq(
      {
        origin,
        screenName: portal.screenName,
        strictLength: false,
        accountsOrigin: origin,
        credentials: simulator.credentials,
      },
      { database, encryptionKeys },
      captureLogs().logger,
    );
    for (let call = 0; call < 6; call += 1) await chat.message('1', 'hello');
    expect(simulator.stats().tokenRefreshes).toHaveLength(3);
  });

  it('eight connections to the mail server', async () => {
    let connections = 0;
    await using server = await startSilentServer(() => {
      connections += 1;
    });
    const mailer = createSmtpMailer({ url: `smtp://${server.host}`, from: 'bot@acme.example' });
    const to = { name: 'Ann', email: 'ann@firm.example' };
    for (let n = 0; n < 30; n += 1) void mailer.send({ to, subject: 's', text: 't', html: 'h', messageId: `<${n}@x>` });
    await expect.poll(() => connections, { timeout: 3_000 }).toBe(8);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(connections).toBe(8);
    mailer.close();
  });

  it('sixty mails and eight codes to one address in an hour, and the caps on codes in all', () => {
    const config = parseConfig(notificationsConfigSchema, {
      INTERNAL_TOKEN: 'token-of-a-service-0123456789abcdef',
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      SMTP_URL: 'smtp://localhost',
      SUPPORT_EMAIL: 'help@acme.example',
      MAIL_FROM: 'help@acme.example',
      PUBLIC_URL: 'https://acebuddy.acme.example',
    });
    expect(config).toMatchObject({ MAILS_PER_ADDRESS_PER_HOUR: 60, CODES_PER_ADDRESS_PER_HOUR: 8 });
    expect(toCodeCaps(config)).toEqual({
      addressesPerChat: 2,
      perVisitorPerDay: 6,
      perNetworkPerDay: 30,
      strangersPerHour: 200,
    });
  });

  it('the news of ticketing are read every two seconds', async () => {
    const askedAt: number[] = [];
    const ticketing = createServer((_request, response) => {
      askedAt.push(performance.now());
      response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => ticketing.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void ticketing.close());
    const address = ticketing.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await using _conversation = await startLonelyService('conversation', { TICKETING_URL: `http://127.0.0.1:${port}` });
    await expect.poll(() => askedAt.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
    const pauses = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(1_900);
    expect(Math.max(...pauses)).toBeLessThan(4_000);
  }, 30_000);
});

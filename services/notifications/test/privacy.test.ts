import { createLocalClient, createLogger, createMetrics } from '@acebuddy/service-kit';
import type { Database } from '@acebuddy/storage';
import { describeStores, fixedClock } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../src/ports.ts';
import type { NotificationsRouter } from '../src/router.ts';
import { createServer } from '../src/server.ts';

const actor = { role: 'admin', key: 'abcd1234' } as const;
const k1 = { id: 'k1', key: new Uint8Array(32).fill(7) };
const k2 = { id: 'k2', key: new Uint8Array(32).fill(8) };

async function started(database: Database, encryptionKeys: readonly [typeof k1, ...(typeof k1)[]] = [k1]) {
  const letters: Letter[] = [];
  const logger = createLogger({ name: 'test', level: 'silent' });
  const clock = fixedClock('2026-11-23T10:00:00.000Z');
  const { router, notifications } = await createServer({
    database,
    encryptionKeys,
    mailer: {
      send: async (letter) => {
        letters.push(letter);
        return { kind: 'sent' };
      },
      ping: async () => {},
      close: () => {},
    },
    chat: null,
    settings: { companyName: 'Acme', supportEmail: 'support@acme.example', supportPhone: null, simulated: false },
    teamAddresses: {},
    publicUrl: 'https://bot.acme.example',
    logger,
    metrics: createMetrics({ service: 'test' }),
    now: clock.now,
  });
  const client = createLocalClient<NotificationsRouter>({ name: 'notifications', router, logger, timeoutMs: 5_000 });
  return { client, notifications, letters, clock };
}

type Client = Awaited<ReturnType<typeof started>>['client'];
type Code = Parameters<Client['sendCode']['mutate']>[0];
type Check = Parameters<Client['verifyCode']['mutate']>[0];

const request = (id: string, email = 'ann@firm.example'): Code =>
  ({ requestId: id, conversationId: 'chat-1', purpose: 'reset', to: { name: 'Ann', email }, waitMs: 2_000 }) as Code;
const check = (id: string, code: string): Check =>
  ({ requestId: id, conversationId: 'chat-1', purpose: 'reset', code }) as Check;

describeStores('notifications', (open) => {
  it('tell the audit trail of every code and every check, and neither code nor address', async () => {
    const { client, letters } = await started(await open());
    await client.sendCode.mutate(request('s1'));
    const code = /^ {4}(\d{6})$/m.exec(letters[0]?.text ?? '')?.[1] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    await client.verifyCode.mutate(check('v1', wrong));
    await client.verifyCode.mutate(check('v1', wrong));
    await client.verifyCode.mutate(check('v2', code));
    const { items } = await client.listAudit.query({});
    expect(items.map(({ kind, details }) => [kind, details.outcome ?? details.result])).toEqual([
      ['code_sent', 'sent'],
      ['code_failed', 'wrong'],
      ['code_verified', 'verified'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`${code}|ann@firm`));
  });

  it('export and delete what they keep of a person, also after a rotation of keys', async () => {
    const database = await open();
    const before = await started(database);
    await before.client.sendCode.mutate(request('s1'));
    await before.client.sendCode.mutate(request('s2', 'bob@firm.example'));
    const { client } = await started(database, [k2, k1]);
    await client.sendCode.mutate(request('s3'));
    const { records } = await client.exportPerson.mutate({ email: 'Ann@firm.example', actor });
    expect(records.deliveries?.map((delivery) => (delivery as { id: string }).id)).toEqual(['s1', 's3']);
    expect(await client.deletePerson.mutate({ email: 'ann@firm.example', actor })).toEqual({
      removed: { deliveries: 2 },
      kept: [],
    });
    const left = await client.listDeliveries.query({});
    expect(left.items.map(({ id }) => id)).toEqual(['s2']);
    expect((await client.listAudit.query({})).items.at(-1)).toMatchObject({ kind: 'person_deleted', actor });
  });
});

describe('retention', () => {
  it('removes finished deliveries after their days, keeps the rest, and says so', async () => {
    const { removeExpired } = await import('../src/domain/retention.ts');
    const asked: string[] = [];
    const told: object[] = [];
    const removed = await removeExpired({
      store: {
        removeDeliveriesBefore: async (before) => asked.push(before),
        removeCodesBefore: async (before) => asked.push(before),
      },
      audit: { record: async (event) => void told.push(event) },
      now: () => new Date('2026-11-23T10:00:00.000Z'),
      deliveryDays: 90,
    });
    expect(asked).toEqual(['2026-11-22T10:00:00.000Z', '2026-08-25T10:00:00.000Z']);
    expect(removed).toBe(2);
    expect(told).toMatchObject([{ kind: 'records_expired', details: { removed: 2, days: 90 } }]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { openKeeping, standaloneConfigSchema, startProduct, verifyTrails } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'audit', level: 'silent' });
const ACEBUDDY_LOCAL_KEY = 'key-of-this-machine';
const authorization = `Bearer ${ACEBUDDY_LOCAL_KEY}`;

interface Trail {
  readonly items: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly actor: object | null;
    readonly details: Readonly<Record<string, unknown>>;
  }[];
}

test('the trails of a running product tell what happened, and are unbroken', { timeout: 60_000 }, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-audit-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const product = await startProduct(
    parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR, ACEBUDDY_LOCAL_KEY }),
    logger,
  );
  const call = async (path: string, body?: object): Promise<unknown> => {
    const options =
      body === undefined
        ? { headers: { authorization } }
        : {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          };
    return (await fetch(`${product.url}${path}`, options)).json();
  };
  const trail = async (service: string) => (await call(`/admin/audit?service=${service}`)) as Trail;
  const ticket = { query: 'Printer offline', user_id: 'ann@company.example', metadata: { user_name: 'Ann' } };
  const { ticket_id: id } = (await call('/zoho/ticket/create', ticket)) as { ticket_id: string };
  await call(`/zoho/ticket/${id}/comment`, { comment: 'looked at it' });
  await call('/webhook/salesiq', { chat_id: 'a-1', visitor_id: 'v', visitor_email: 'a@b.example', message: 'hello' });
  await call('/salesiq/session/a-1');
  await call('/salesiq/session/a-1/close', {});
  await eventually(async () => (await trail('ticketing')).items.length >= 3, 10_000);

  const told = async (service: string) => (await trail(service)).items.map(({ kind, subject }) => `${kind} ${subject}`);
  expect(await told('ticketing')).toEqual(
    expect.arrayContaining(['service_started ticketing', `ticket_created ${id}`, `ticket_changed ${id}`]),
  );
  expect(await told('conversation')).toEqual(
    expect.arrayContaining(['service_started conversation', 'transcript_read flat:a-1', 'session_closed flat:a-1']),
  );
  expect((await trail('conversation')).items.find(({ kind }) => kind === 'transcript_read')?.actor).toEqual({
    role: 'admin',
    key: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
  for (const service of ['conversation', 'ticketing', 'notifications']) {
    const start = (await trail(service)).items.find(({ kind }) => kind === 'service_started');
    expect(start?.details.config, service).toMatch(/^[0-9a-f]{12,}$/);
  }
  await product.close();

  const keeping = await openKeeping({ DATA_DIR });
  onTestFinished(() => keeping.close());
  const check = () => verifyTrails({ ...keeping, logger, headsFile: join(DATA_DIR, 'audit-heads.json') });
  const reports = await check();
  expect(reports.map(({ chain }) => chain)).toEqual(['conversation', 'ticketing', 'notifications']);
  for (const report of reports) expect(report, report.chain).toMatchObject({ problems: [], unsealed: 0 });
  expect(reports[0]?.entries).toBeGreaterThan(4);

  // Whoever can write to the store takes the last entries away: the chain that is left is whole, its noted head is not.
  const { ticketing } = keeping.stores;
  if (ticketing.kind !== 'sqlite') throw new TypeError('this test runs on SQLite');
  ticketing.db.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)');
  const cut = (await check()).filter(({ problems }) => problems.length > 0);
  expect(cut).toMatchObject([
    { chain: 'ticketing', problems: [{ problem: 'the entry that was noted earlier is not there' }] },
  ]);
  // Looking again does not make it right.
  expect((await check()).flatMap(({ problems }) => problems)).toHaveLength(1);
  await writeFile(join(DATA_DIR, 'audit-heads.json'), '{');
  await expect(check()).rejects.toThrow('cannot be read');
});

test('a damaged entry is shown as such by a running product, and an emptied trail is missed', {
  timeout: 60_000,
}, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-damaged-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const start = () =>
    startProduct(parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR, API_KEYS: `admin:${adminKey}` }), logger);
  const product = await start();
  await eventually(async () => (await trailOf(product.url, 'ticketing')).body.items.length > 0, 10_000);
  await product.close();
  const keeping = await openKeeping({ DATA_DIR });
  onTestFinished(() => keeping.close());
  const check = () => verifyTrails({ ...keeping, logger, headsFile: join(DATA_DIR, 'heads.json') });
  const { ticketing, notifications } = keeping.stores;
  if (ticketing.kind !== 'sqlite' || notifications.kind !== 'sqlite') throw new TypeError('this test runs on SQLite');
  ticketing.db.exec(`DROP TRIGGER audit_no_update;
    UPDATE audit SET body = replace(body, '"service_started"', '"service_startad"') WHERE seq = 1`);
  notifications.db.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit');
  expect((await check()).map(({ chain, problems }) => [chain, problems])).toEqual([
    ['conversation', []],
    ['ticketing', [{ seq: 1, problem: 'it was altered' }]],
    ['notifications', [{ seq: 0, problem: expect.stringContaining('the whole trail is gone') }]],
  ]);
  const again = await start();
  onTestFinished(() => again.close());
  const { status, body } = await trailOf(again.url, 'ticketing');
  expect(status).toBe(200);
  expect(body.damaged).toEqual([{ seq: 1, problem: 'it was altered' }]);
  expect(body.items.map(({ kind }) => kind)).toContain('service_started');
});

const adminKey = 'admin-key-of-this-test-0001';

async function trailOf(url: string, service: string) {
  const headers = { authorization: `Bearer ${adminKey}` };
  const response = await fetch(`${url}/admin/audit?service=${service}`, { headers });
  const body = (await response.json()) as Trail & { readonly damaged: readonly { seq: number; problem: string }[] };
  return { status: response.status, body };
}

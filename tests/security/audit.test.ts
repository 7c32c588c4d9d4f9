import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAudit } from '@acebuddy/audit';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { openKeeping, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'audit', level: 'silent' });

interface Trail {
  readonly items: readonly { readonly kind: string; readonly subject: string; readonly actor: object | null }[];
}

test('the trails of a running product tell what happened, and are unbroken', { timeout: 60_000 }, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-audit-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const product = await startProduct(parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR }), logger);
  const call = async (path: string, body?: object): Promise<unknown> => {
    const options = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
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
    expect.arrayContaining(['service_started conversation', 'transcript_read a-1', 'session_closed a-1']),
  );
  expect((await trail('conversation')).items.find(({ kind }) => kind === 'transcript_read')?.actor).toEqual({
    role: 'admin',
    key: 'local',
  });
  await product.close();

  const keeping = await openKeeping({ DATA_DIR });
  for (const chain of ['conversation', 'ticketing', 'notifications'] as const) {
    const options = {
      chain,
      database: keeping.stores[chain],
      encryptionKeys: keeping.keys,
      now: () => new Date(),
      logger,
    };
    const report = await (await openAudit(options)).verify({});
    expect(report, chain).toMatchObject({ problems: [], unsealed: 0 });
    if (chain === 'conversation') expect(report.entries).toBeGreaterThan(4);
  }
  await keeping.close();
});

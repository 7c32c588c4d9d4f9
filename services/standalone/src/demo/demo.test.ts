import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { standaloneConfigSchema } from '../config.ts';
import { startProduct } from '../product.ts';
import { type DemoReport, fillDemo } from './fill.ts';
import { readDemoOptions } from './options.ts';
import { refuseUnlessEmpty } from './refuse.ts';
import { loadStories } from './story.ts';
import { renderSummary } from './summary.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
/** A Monday at noon where the operator is. */
const until = new Date('2026-03-30T17:00:00Z');
const minutes = 60_000;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function emptyConfig(env: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-demo-'));
  folders.push(folder);
  return parseConfig(standaloneConfigSchema, { DATA_DIR: folder, PORT: '0', ...env });
}

type Config = Awaited<ReturnType<typeof emptyConfig>>;
const fill = (config: Config, chats: number) => fillDemo({ config, days: 5, chats, seed: 7, until, logger });

let config: Config;
let made: DemoReport;
beforeAll(async () => {
  config = await emptyConfig();
  made = await fill(config, 90);
}, 6 * minutes);

test('every kind of end is there, and what follows from it', () => {
  const { figures, breakdowns } = made.report.total;
  const some = (id: string) => figures[id]?.value ?? 0;
  const ends = [
    'solved',
    'assumed_solved',
    'ticket',
    'waiting_approval',
    'handed_over',
    'handover_failed',
    'abandoned_ticket',
  ];
  expect(ends.filter((outcome) => some(`outcome_${outcome}`) === 0)).toEqual([]);
  for (const id of ['ratings', 'resolution_median', 'which_asked', 'mails_refused'])
    expect({ id, value: some(id) > 0 }).toEqual({ id, value: true });
  expect(some('ticket_success_5m')).toBeLessThan(1);
  expect(some('ticket_success_ever')).toBeGreaterThan(0.95);
  expect(breakdowns.approvals_by_decision?.approved).toBeGreaterThan(0);
  expect(made.chats).toBe(90);
});

test('a second run refuses the folder that the first one filled, and says which', async () => {
  await expect(fill(config, 5)).rejects.toThrow(config.DATA_DIR);
  await expect(refuseUnlessEmpty(config)).rejects.toThrow(/empty store.*DATA_DIR=/s);
});

test('real Zoho is refused before anything is touched', async () => {
  const real = await emptyConfig({ ZOHO_DESK_API_KEY: 'a-token', ZOHO_DESK_ORG_ID: '1' });
  await expect(fill(real, 5)).rejects.toThrow(/ZOHO_DESK_API_KEY.*simulated Zoho only/);
  expect(await readdir(real.DATA_DIR)).toEqual([]);
});

test('the same seed and end give the same figures', { timeout: 5 * minutes }, async () => {
  const [one, other] = [await emptyConfig(), await emptyConfig()];
  const first = await fill(one, 12);
  const second = await fill(other, 12);
  expect(second.report).toEqual(first.report);
  expect([second.tickets, second.mails]).toEqual([first.tickets, first.mails]);
});

test('a start on the folder shows what was made, the playground included', { timeout: minutes }, async () => {
  const product = await startProduct(config, logger);
  try {
    const { simulation, mailCatcher } = product;
    expect(simulation?.desk.tickets().length).toBe(made.tickets);
    expect(simulation?.salesiq.conversations().length).toBeGreaterThan(80);
    expect(mailCatcher?.mails().length).toBeGreaterThan(100);
    const last = simulation?.salesiq.conversations().at(-1);
    const session = await fetch(`${product.url}/salesiq/session/${last?.id}`);
    expect(session.status).toBe(200);
  } finally {
    await product.close();
  }
});

test('no two stories have one name', async () => {
  const { all } = await loadStories();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('arguments: defaults, and all mistakes in one message', () => {
  expect(readDemoOptions({}, until)).toEqual({ days: 30, chats: 510, seed: 1, until });
  expect(() => readDemoOptions({ days: '0', chats: 'many' }, until)).toThrow(/--days.*--chats/s);
  expect(() => readDemoOptions({ until: '2027-01-01T00:00:00Z' }, until)).toThrow('--until');
});

test('the summary says what was made and how to look', () => {
  const text = renderSummary(made, config, 12.3);
  expect(text).toContain(`${made.chats} chats, ${made.tickets} tickets`);
  expect(text).toContain(`DATA_DIR=${config.DATA_DIR}`);
  expect(text).toMatch(/Handed over +\d/);
});

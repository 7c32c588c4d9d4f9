import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attentionKinds } from '@acebuddy/contracts';
import { createLogger, createMetrics, createServiceTrpc, parseConfig, serveRouter } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { expect, onTestFinished, test } from 'vitest';

const key = 'reader-key-of-prometheus-01';
const logger = createLogger({ name: 'metrics', level: 'silent' });
const root = join(import.meta.dirname, '../..');

/** What the product says, whose services are in one process. */
async function ofProduct(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-metrics-'));
  const config = parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR: dataDir, API_KEYS: `reader:${key}` });
  const product = await startProduct(config, logger);
  onTestFinished(async () => {
    await product.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return textOf(`${product.url}/metrics`);
}

/** What every service of its own says beside that, once it was called by another. */
async function ofServedRouter(): Promise<string> {
  const { router, procedure } = createServiceTrpc();
  const served = router({ ready: procedure.query(() => ({ ready: true })) });
  const token = 'an internal token for tests only';
  const metrics = createMetrics({ service: 'test' });
  const server = await serveRouter({
    router: served,
    host: '127.0.0.1',
    port: 0,
    internalToken: token,
    logger,
    metrics,
    checks: {},
  });
  onTestFinished(() => server.close());
  await fetch(`${server.url}/trpc/ready`, { headers: { authorization: `Bearer ${token}` } });
  return textOf(`${server.url}/metrics`);
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  return response.text();
}

/** Names of series, those of a histogram without their endings. `up` is Prometheus's own. */
function namesIn(text: string): string[] {
  const names = text.match(/\b(?:acebuddy|nodejs|process)_[a-z0-9_]+/g) ?? [];
  return [...new Set(names.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')))].sort();
}

test('every series of the rules and the dashboard is exported, and so is each kind of attention', async () => {
  const metrics = [await ofProduct(), await ofServedRouter()].join('\n');
  const types = [...metrics.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  const rules = (await readFile(join(root, 'deploy/prometheus/acebuddy.rules.yaml'), 'utf8')).match(/expr: .+/g) ?? [];
  const dashboard: { panels: { targets?: { expr: string }[] }[] } = JSON.parse(
    await readFile(join(root, 'deploy/grafana/acebuddy.json'), 'utf8'),
  );
  const shown = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  expect([rules.length, shown.length].every((count) => count > 15)).toBe(true);
  expect(namesIn([...rules, ...shown].join('\n')).filter((name) => !types.includes(name))).toEqual([]);
  for (const kind of attentionKinds)
    expect(metrics).toContain(`acebuddy_attention_items{service="gateway",kind="${kind}"} 0`);
}, 60_000);

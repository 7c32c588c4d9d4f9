import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { expect, onTestFinished, test } from 'vitest';
import { standaloneConfigSchema } from '../config.ts';
import { startProduct } from '../product.ts';
import { createPlayground } from './routes.ts';

const keys = { reader: 'reader-key-0001', agent: 'agent-key-0001', admin: 'admin-key-0001' } as const;
const rank = Object.keys(keys);

/** Without an entry here no route of the playground can be registered: the walk takes new ones along by itself. */
const routes = Object.entries(createPlayground({} as never).access).map(([entry, access]) => {
  const [method = '', path = ''] = entry.split(' ');
  return { method, path: path.replace(/:\w+/g, 'x1'), access };
});

test('whoever presents a key to the playground is held to its role, and without one it is open in simulation', {
  timeout: 30_000,
}, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-playground-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const API_KEYS = Object.entries(keys)
    .map(([role, key]) => `${role}:${key}`)
    .join(',');
  const logger = createLogger({ name: 'test', level: 'silent' });
  const product = await startProduct(parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR, API_KEYS }), logger);
  onTestFinished(() => product.close());
  expect(routes.length).toBeGreaterThan(8);
  const statusOf = async (method: string, path: string, key?: string) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const response = await fetch(`${product.url}${path}`, { method, headers, signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status;
  };
  for (const { method, path, access } of routes) {
    expect(rank, `${method} ${path}`).toContain(access);
    expect([401, 403], `${method} ${path}`).not.toContain(await statusOf(method, path));
    expect(await statusOf(method, path, 'wrong'), `${method} ${path}`).toBe(401);
    for (const [index, key] of Object.values(keys).entries()) {
      const isRefused = [401, 403].includes(await statusOf(method, path, key));
      expect(isRefused, `${method} ${path} for ${rank[index]}`).toBe(index < rank.indexOf(access));
    }
  }
});

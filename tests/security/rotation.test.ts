import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import {
  openKeeping,
  type RotateOptions,
  rotateKeys,
  standaloneConfigSchema,
  startProduct,
} from '@acebuddy/standalone';
import { providedMongo } from '@acebuddy/storage/testing';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'rotation', level: 'silent' });
const keyOf = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const email = 'rotation@company.example';
const ACEBUDDY_LOCAL_KEY = 'key-of-this-machine';
const asAdmin = { authorization: `Bearer ${ACEBUDDY_LOCAL_KEY}` };

interface Place {
  readonly DATA_DIR: string;
  readonly MONGODB_URI?: string;
}

async function withProduct<T>(place: Place, keys: string, work: (url: string) => Promise<T>): Promise<T> {
  const config = parseConfig(standaloneConfigSchema, {
    PORT: '0',
    LOG_LEVEL: 'error',
    ACEBUDDY_LOCAL_KEY,
    ...place,
    ENCRYPTION_KEYS: keys,
  });
  const product = await startProduct(config, logger);
  try {
    return await work(product.url);
  } finally {
    await product.close();
  }
}

async function say(url: string, chat: string, message: string, from = email): Promise<void> {
  const body = { chat_id: chat, visitor_id: chat, visitor_email: from, visitor_name: 'Rita', message };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/webhook/salesiq`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}

const session = async (url: string, chat: string) =>
  (await (await fetch(`${url}/salesiq/session/${chat}`)).json()) as { session?: { messages: { text: string }[] } };

async function rotate(place: Place, keys: string, onProgress?: RotateOptions['onProgress']) {
  const keeping = await openKeeping({ ...place, ENCRYPTION_KEYS: keys });
  try {
    return await rotateKeys({ ...keeping, logger, ...(onProgress === undefined ? {} : { onProgress }) });
  } finally {
    await keeping.close();
  }
}

async function rotatesWithoutLoss(place: Place): Promise<void> {
  const [first, second] = [keyOf('k1'), keyOf('k2')];
  await withProduct(place, first, async (url) => {
    for (const text of ['My printer is offline', 'It is an HP', 'please create a ticket', 'yes'])
      await say(url, 'chat-a', text);
    await say(url, 'chat-b', 'hello there', 'earlier@company.example');
    await say(url, 'chat-b', 'it is me again');
  });
  let looks = 0;
  const interruption = rotate(place, `${second},${first}`, () => {
    looks += 1;
    if (looks === 2) throw new Error('stopped in the middle');
  });
  await expect(interruption).rejects.toThrow('stopped in the middle');
  await withProduct(place, `${second},${first}`, async (url) => {
    expect((await session(url, 'chat-a')).session?.messages[0]?.text).toContain('printer');
    await say(url, 'chat-b', 'still there?');
  });
  const reports = await rotate(place, `${second},${first}`);
  for (const report of Object.values(reports)) expect(report).toMatchObject({ busy: 0, unreadable: 0 });
  await withProduct(place, second, async (url) => {
    expect((await session(url, 'chat-a')).session?.messages[0]?.text).toContain('printer');
    const exported = await (await fetch(`${url}/admin/person?email=${email}`, { headers: asAdmin })).text();
    expect(exported).toContain('chat-a');
    expect(exported).toContain('chat-b');
    const byEarlier = await (
      await fetch(`${url}/admin/person?email=earlier@company.example`, { headers: asAdmin })
    ).text();
    expect(byEarlier).toContain('chat-b');
    const trail = await (await fetch(`${url}/admin/audit?service=conversation&limit=500`, { headers: asAdmin })).text();
    expect(trail).toContain('"kind":"keys_rotated"');
    await say(url, 'chat-a', 'thanks');
  });
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-rotation-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('a rotation that is interrupted and repeated loses nothing on SQLite', { timeout: 60_000 }, async () => {
  await rotatesWithoutLoss({ DATA_DIR: await folder() });
});

const { uri } = providedMongo();
test.skipIf(uri === null)('and nothing on MongoDB', { timeout: 60_000 }, async () => {
  const prefix = `rot_${randomBytes(5).toString('hex')}`;
  const MONGODB_URI = (uri ?? '').replace(/(mongodb:\/\/[^/]+)\/?([^?]*)/, `$1/${prefix}`);
  onTestFinished(async () => {
    const client = new MongoClient(uri ?? '');
    for (const name of ['conversation', 'ticketing', 'notifications'])
      await client.db(`${prefix}_${name}`).dropDatabase();
    await client.close();
  });
  await rotatesWithoutLoss({ DATA_DIR: await folder(), MONGODB_URI });
});

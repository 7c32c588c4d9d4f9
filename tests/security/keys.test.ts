import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { openKeeping, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { openKeyMarks } from '@acebuddy/storage';
import { describeWithMongo } from '@acebuddy/storage/testing';
import { MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'keys', level: 'silent' });
const services = ['conversation', 'ticketing', 'notifications'] as const;
const keyOf = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

interface Place {
  readonly DATA_DIR: string;
  readonly MONGODB_URI?: string;
}
type Settings = Place & { readonly ENCRYPTION_KEYS?: string; readonly ACCEPT_EMPTY_STORES?: string };

async function start(settings: Settings) {
  return startProduct(parseConfig(standaloneConfigSchema, { PORT: '0', LOG_LEVEL: 'error', ...settings }), logger);
}

async function withProduct<T>(settings: Settings, work: (product: { url: string; notices: readonly string[] }) => T) {
  const product = await start(settings);
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}

async function chat({ url }: { url: string }): Promise<void> {
  for (const message of ['My printer is offline', 'please create a ticket']) {
    const body = {
      chat_id: 'chat-a',
      visitor_id: 'a',
      visitor_email: 'kay@firm.example',
      visitor_name: 'Kay',
      message,
    };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/webhook/salesiq`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
  }
}

async function heard({ url }: { url: string }): Promise<string> {
  return (await fetch(`${url}/salesiq/session/chat-a`)).text();
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-keys-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function idsIn(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, 'encryption-keys'), 'utf8')).split(':')[0] ?? '';
}

function behaves(placeOf: () => Promise<Place>): void {
  test('a lost key ends the start with its name and what to do; put back, everything is there', async () => {
    const place = await placeOf();
    await withProduct(place, chat);
    const [file, copy] = [join(place.DATA_DIR, 'encryption-keys'), join(place.DATA_DIR, 'copy')];
    const id = await idsIn(place.DATA_DIR);
    await rename(file, copy);
    await expect(start(place)).rejects.toThrow(new RegExp(`conversation.*"${id}".* are gone.*Put your copy`, 's'));
    expect(existsSync(file)).toBe(false);
    await expect(openKeeping({ ...place })).rejects.toThrow('no encryption keys');
    expect(existsSync(file)).toBe(false);
    await rename(copy, file);
    expect(await withProduct(place, heard)).toContain('printer');
  });

  test('wrong keys, and other keys of the same name, end the start before anything is written', async () => {
    const place = await placeOf();
    const right = keyOf('main');
    await withProduct({ ...place, ENCRYPTION_KEYS: right }, chat);
    await expect(start({ ...place, ENCRYPTION_KEYS: keyOf('other') })).rejects.toThrow(
      /store of conversation .*needs the encryption key "main".*store of ticketing.*ENCRYPTION_KEYS as id:base64/s,
    );
    await expect(start({ ...place, ENCRYPTION_KEYS: keyOf('main') })).rejects.toThrow(/also called "main"/);
    await expect(openKeeping({ ...place, ENCRYPTION_KEYS: keyOf('main') })).rejects.toThrow(/also called "main"/);
    expect(await withProduct({ ...place, ENCRYPTION_KEYS: right }, heard)).toContain('printer');
  });

  test('stores of a release without marks are opened and marked; with a wrong key they are refused', async () => {
    const place = await placeOf();
    const right = keyOf('k1');
    await withProduct({ ...place, ENCRYPTION_KEYS: right }, chat);
    const keeping = await openKeeping({ ...place, ENCRYPTION_KEYS: right });
    for (const store of Object.values(keeping.stores)) {
      if (store.kind === 'mongo') await store.db.dropCollection('key_marks');
      else
        store.db.exec(`DROP TABLE key_marks; DELETE FROM schema_versions WHERE name = 'versioned-records/key_marks'`);
    }
    await keeping.close();
    await expect(start({ ...place, ENCRYPTION_KEYS: keyOf('k1') })).rejects.toThrow(/also called "k1"/);
    await expect(start(place)).rejects.toThrow(/"k1".* are gone/);
    expect(await withProduct({ ...place, ENCRYPTION_KEYS: right }, heard)).toContain('printer');
    const marked = await openKeeping({ ...place, ENCRYPTION_KEYS: right });
    for (const name of services)
      expect(Object.keys((await openKeyMarks(marked.stores[name]).load()).marks), name).toEqual(['k1']);
    await marked.close();
  });
}

describe('the encryption keys on SQLite', { timeout: 60_000 }, () => {
  behaves(async () => ({ DATA_DIR: await folder() }));

  test('are made once, with a name of their own, for nobody else to read', async () => {
    const [one, other] = [await folder(), await folder()];
    for (const DATA_DIR of [one, other])
      expect((await withProduct({ DATA_DIR }, ({ notices }) => notices)).join()).toContain(
        'New encryption keys are in',
      );
    expect(await idsIn(one)).not.toBe(await idsIn(other));
    expect((await stat(join(one, 'encryption-keys'))).mode & 0o777).toBe(0o600);
    expect((await withProduct({ DATA_DIR: one }, ({ notices }) => notices)).join()).not.toContain('encryption keys');
  });

  test.each(['emptied', 'removed'])('a store that was %s beside others is not started as new', async (how) => {
    const DATA_DIR = await folder();
    await withProduct({ DATA_DIR }, chat);
    const file = join(DATA_DIR, 'conversation.sqlite');
    if (how === 'emptied') await truncate(file, 0);
    else await rm(file);
    await expect(start({ DATA_DIR })).rejects.toThrow(
      /store of conversation .*conversation\.sqlite.* is empty, while ticketing.* hold records.*ACCEPT_EMPTY_STORES=conversation/s,
    );
    const accepted = await withProduct({ DATA_DIR, ACCEPT_EMPTY_STORES: 'conversation' }, heard);
    expect(accepted).toContain('NOT_FOUND');
    expect(await withProduct({ DATA_DIR }, heard)).toContain('NOT_FOUND');
  });

  test('news of a store that was accepted empty are read from their beginning', async () => {
    const DATA_DIR = await folder();
    await withProduct({ DATA_DIR }, chat);
    const cursor = async (set?: number) => {
      const { stores, close } = await openKeeping({ DATA_DIR });
      try {
        if (stores.conversation.kind !== 'sqlite') throw new TypeError('this test runs on SQLite');
        const { db } = stores.conversation;
        if (set !== undefined) db.prepare("INSERT OR REPLACE INTO cursors VALUES ('ticket-news', ?)").run(set);
        return db.prepare("SELECT position FROM cursors WHERE name = 'ticket-news'").get()?.position;
      } finally {
        await close();
      }
    };
    expect(await cursor(40)).toBe(40);
    await rm(join(DATA_DIR, 'ticketing.sqlite'));
    await withProduct({ DATA_DIR, ACCEPT_EMPTY_STORES: 'ticketing' }, () => undefined);
    expect(await cursor()).toBe(0);
  });

  test('a start that finds every store empty but its old keys says so', async () => {
    const DATA_DIR = await folder();
    await withProduct({ DATA_DIR }, chat);
    for (const name of (await readdir(DATA_DIR)).filter((name) => name.includes('.sqlite')))
      await rm(join(DATA_DIR, name));
    const notices = await withProduct({ DATA_DIR }, (product) => product.notices);
    expect(notices.join()).toContain('Every store is empty');
  });

  test('a second instance on one data folder is refused and told who holds it', async () => {
    const DATA_DIR = await folder();
    await withProduct({ DATA_DIR }, async (first) => {
      await expect(start({ DATA_DIR })).rejects.toThrow(
        new RegExp(`${DATA_DIR} is in use by another AceBuddy: process ${process.pid} on .*DATA_DIR=`),
      );
      await chat(first);
    });
    expect(await withProduct({ DATA_DIR }, heard)).toContain('printer');
  });

  test('commands of operators make neither stores nor keys', async () => {
    const DATA_DIR = join(await folder(), 'mistyped');
    await expect(openKeeping({ DATA_DIR })).rejects.toThrow(/mistyped holds no store of conversation.*DATA_DIR/s);
    expect(existsSync(DATA_DIR)).toBe(false);
  });
});

describeWithMongo('the encryption keys on MongoDB', (mongo) => {
  behaves(async () => {
    const prefix = `keys_${randomBytes(5).toString('hex')}`;
    onTestFinished(async () => {
      const client = new MongoClient(mongo.uri());
      for (const name of services) await client.db(`${prefix}_${name}`).dropDatabase();
      await client.close();
    });
    const MONGODB_URI = mongo.uri().replace(/(mongodb:\/\/[^/]+)\/?([^?]*)/, `$1/${prefix}`);
    return { DATA_DIR: await folder(), MONGODB_URI };
  });
});

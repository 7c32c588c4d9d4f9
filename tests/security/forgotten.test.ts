import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'forgotten', level: 'silent' });
const services = ['conversation', 'ticketing', 'notifications'] as const;
const adminKey = 'admin-key-of-this-test-0002';
const email = 'pia@firm.example';

interface Deleted {
  readonly services: Readonly<Record<string, { kept: { what: string }[] }>>;
}

/** Every sealed text that the store of this service shows at the moment. */
function sealedIn(dataDir: string, service: string): string[] {
  const db = new DatabaseSync(join(dataDir, `${service}.sqlite`), { readOnly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%sealed TEXT%'").all();
    return tables
      .filter(({ name }) => name !== 'key_marks')
      .flatMap(({ name }) => db.prepare(`SELECT sealed FROM ${String(name)} WHERE sealed IS NOT NULL`).all())
      .map(({ sealed }) => String(sealed));
  } finally {
    db.close();
  }
}

/** Those of the texts of which any piece is in any file of the folder. */
async function foundIn(dataDir: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name)))));
  // A long text lies in several pages: pieces fit into one each.
  return texts.filter((text) => (text.match(/.{60}/g) ?? [text]).some((piece) => bytes.includes(piece)));
}

test('after a deletion no file holds what was sealed of her, while the product runs and after it was stopped', {
  timeout: 90_000,
}, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-forgotten-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const config = parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR, API_KEYS: `admin:${adminKey}` });
  const product = await startProduct(config, logger);
  let isOpen = true;
  onTestFinished(async () => {
    if (isOpen) await product.close();
  });
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${adminKey}`, ...(body && { 'content-type': 'application/json' }) };
    return (
      await fetch(`${product.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    ).json();
  };
  const seen = new Set<string>();
  const look = () => {
    for (const service of services) for (const text of sealedIn(DATA_DIR, service)) seen.add(text);
  };
  for (const message of ['My printer is offline', 'please create a ticket', 'yes', 'Pia Berg', 'no', 'thanks']) {
    await call('POST', '/webhook/salesiq', {
      chat_id: 'own',
      visitor_id: 'own',
      visitor_email: email,
      visitor_name: 'Pia',
      message,
    });
    look();
  }
  await call('POST', '/salesiq/session/own/close', {});
  await eventually(async () => {
    look();
    const { services: done } = (await call('DELETE', `/admin/person?email=${email}`)) as Deleted;
    return done.conversation?.kept.length === 0 && done.notifications?.kept.length === 0;
  }, 20_000);

  const left = new Set(services.flatMap((service) => sealedIn(DATA_DIR, service)));
  const gone = [...seen].filter((text) => !left.has(text));
  expect(gone.length).toBeGreaterThan(8);
  expect(await foundIn(DATA_DIR, gone)).toEqual([]);
  // Whoever looks this way finds what is still there.
  expect(await foundIn(DATA_DIR, [...left])).toEqual([...left]);
  await product.close();
  isOpen = false;
  expect(await foundIn(DATA_DIR, gone)).toEqual([]);
});

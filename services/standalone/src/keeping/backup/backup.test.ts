import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { openDatabase, openRestoreMarks } from '@acebuddy/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standaloneConfigSchema } from '../../config.ts';
import { halfRestored } from '../../lock-data-dir.ts';
import { type Product, startProduct } from '../../product.ts';
import { serviceNames } from '../../service-names.ts';
import { storeFile } from '../../stores.ts';
import { manifestName, readManifest } from './manifest.ts';
import { markRestored } from './mark-restored.ts';
import { restoreBackup } from './restore-backup.ts';
import { restoredLines } from './restored-list.ts';
import { takeBackup } from './take-backup.ts';

let root = '';
let product: Product;
const inRoot = (name: string) => join(root, name);
const envOf = (folder: string) => ({ DATA_DIR: inRoot(folder), PORT: '0', LOG_LEVEL: 'silent' });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acebuddy-backup-'));
  const config = parseConfig(standaloneConfigSchema, envOf('running'));
  product = await startProduct(config, createLogger({ name: 'backup', level: 'silent' }));
  await mkdir(join(inRoot('running'), 'undelivered-events'), { recursive: true });
  await writeFile(join(inRoot('running'), 'undelivered-events', 'a.event'), 'sealed');
  await takeBackup({ env: envOf('running'), target: inRoot('with-keys'), withKeys: true });
  await takeBackup({ env: envOf('running'), target: inRoot('plain'), withKeys: false });
}, 60_000);

afterAll(async () => {
  await product.close();
  await rm(root, { recursive: true, force: true });
});

/** A data folder that holds nothing but the keys. */
async function withKeys(name: string): Promise<Readonly<Record<string, string>>> {
  await mkdir(inRoot(name), { recursive: true });
  await cp(join(inRoot('running'), 'encryption-keys'), join(inRoot(name), 'encryption-keys'));
  return envOf(name);
}

describe('a backup', () => {
  it('is taken while the product runs, whole, for its owner alone, and without the keys', async () => {
    const manifest = await readManifest(inRoot('plain'));
    expect(manifest.files.map(({ name }) => name)).toEqual([
      'undelivered-events/a.event',
      'conversation.sqlite',
      'ticketing.sqlite',
      'notifications.sqlite',
    ]);
    expect(manifest.keyIds).toHaveLength(1);
    expect((await readdir(inRoot('plain'))).sort()).toEqual(
      [manifestName, 'conversation.sqlite', 'notifications.sqlite', 'ticketing.sqlite', 'undelivered-events'].sort(),
    );
    expect((await stat(join(inRoot('plain'), 'conversation.sqlite'))).mode & 0o077).toBe(0);
    const keys = await readFile(join(inRoot('running'), 'encryption-keys'), 'utf8');
    expect(await readFile(join(inRoot('with-keys'), 'encryption-keys'), 'utf8')).toBe(keys);
  });

  it('does not touch a folder that is in use', async () => {
    const taking = takeBackup({ env: envOf('running'), target: inRoot('plain'), withKeys: false });
    await expect(taking).rejects.toThrow(/is not empty/);
    await mkdir(`${inRoot('other')}.unfinished`);
    const beside = takeBackup({ env: envOf('running'), target: inRoot('other'), withKeys: false });
    await expect(beside).rejects.toThrow(/is in the way/);
  });

  it('that fails half way leaves nothing, and what an interrupted one left is no obstacle', async () => {
    const halfWay = takeBackup({
      env: envOf('running'),
      target: inRoot('failed'),
      withKeys: false,
      onProgress: (label) => {
        if (label === 'ticketing') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    });
    await expect(halfWay).rejects.toThrow(/the disk is full: .*Nothing was left behind/);
    expect((await readdir(root)).filter((name) => name.startsWith('failed'))).toEqual([]);
    await mkdir(`${inRoot('killed')}.unfinished`);
    await writeFile(join(`${inRoot('killed')}.unfinished`, '.unfinished-by-acebuddy'), '');
    await takeBackup({ env: envOf('running'), target: inRoot('killed'), withKeys: false });
    expect((await readdir(root)).filter((name) => name.startsWith('killed'))).toEqual(['killed']);
  });
});

describe('a restore', () => {
  it('puts all of it back, marked in every store', async () => {
    const env = await withKeys('back');
    await restoreBackup({ env, source: inRoot('plain') });
    expect(existsSync(join(inRoot('back'), 'undelivered-events', 'a.event'))).toBe(true);
    for (const name of serviceNames) {
      const database = await openDatabase({ name, sqliteFile: storeFile(inRoot('back'), name) });
      expect(await openRestoreMarks(database).fresh()).toHaveLength(1);
      await database.close();
    }
    expect((await restoredLines(env)).join('\n')).toMatch(/Put back at .* not been started since/);
  });

  it('brings the keys where there are none', async () => {
    await restoreBackup({ env: envOf('brought'), source: inRoot('with-keys') });
    expect(existsSync(join(inRoot('brought'), 'encryption-keys'))).toBe(true);
  });

  it.each([
    ['a folder that is not empty', 'running', 'plain', /in use by another AceBuddy/],
    ['a backup without its keys', 'keyless', 'plain', /taken without its encryption keys \("k/],
    ['what is no backup', 'nothing', 'running', /is no backup/],
  ])('refuses %s', async (_what, folder, source, message) => {
    await expect(restoreBackup({ env: envOf(folder), source: inRoot(source) })).rejects.toThrow(message);
    if (folder !== 'running') expect(await storesIn(folder)).toEqual([]);
  });

  it('refuses stores that are there', async () => {
    const env = await withKeys('full');
    await writeFile(storeFile(inRoot('full'), 'ticketing'), '');
    await expect(restoreBackup({ env, source: inRoot('plain') })).rejects.toThrow(/is not empty \(ticketing.sqlite\)/);
  });

  it('refuses the log that a store which was moved away has left: SQLite would play it into the one put back', async () => {
    const env = await withKeys('log-left');
    await writeFile(`${storeFile(inRoot('log-left'), 'conversation')}-wal`, 'of another store');
    await expect(restoreBackup({ env, source: inRoot('plain') })).rejects.toThrow(
      /is not empty \(conversation.sqlite-wal\)/,
    );
  });

  it('refuses keys that do not open it', async () => {
    const env = { ...envOf('foreign'), ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` };
    await expect(restoreBackup({ env, source: inRoot('plain') })).rejects.toThrow(/needs the encryption key/);
    expect(await storesIn('foreign')).toEqual([]);
  });

  it('refuses a file that was altered, and a newer release', async () => {
    await cp(inRoot('plain'), inRoot('altered'), { recursive: true });
    await appendFile(join(inRoot('altered'), 'ticketing.sqlite'), 'x');
    const env = await withKeys('target');
    await expect(restoreBackup({ env, source: inRoot('altered') })).rejects.toThrow(/its checksum differs/);
    await cp(inRoot('plain'), inRoot('newer'), { recursive: true });
    const file = join(inRoot('newer'), manifestName);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/"release": "[^"]+"/, '"release": "99.0.0"'));
    await expect(restoreBackup({ env, source: inRoot('newer') })).rejects.toThrow(/is of release 99.0.0/);
    expect(await storesIn('target')).toEqual([]);
  });

  it('that was interrupted at its end is finished by the next run, and nothing starts before', async () => {
    const env = await withKeys('halted');
    await restoreBackup({ env, source: inRoot('plain') });
    // As if it had been killed between two of its renames.
    const staged = halfRestored(inRoot('halted'));
    await mkdir(staged);
    for (const name of ['ticketing.sqlite', 'notifications.sqlite'])
      await cp(join(inRoot('halted'), name), join(staged, name)).then(() => rm(join(inRoot('halted'), name)));
    const { takenAt } = await readManifest(inRoot('plain'));
    await writeFile(join(staged, 'ready'), takenAt);
    await expect(restoreBackup({ env, source: inRoot('with-keys') })).rejects.toThrow(
      `a restore of the backup of ${takenAt} was interrupted`,
    );
    const config = parseConfig(standaloneConfigSchema, env);
    const starting = startProduct(config, createLogger({ name: 'backup', level: 'silent' }));
    await expect(starting).rejects.toThrow(/a restore into .* was interrupted/);
    expect(await restoreBackup({ env, source: inRoot('plain') })).toMatchObject({ isFinished: true });
    expect(await storesIn('halted')).toHaveLength(3);
    expect(existsSync(staged)).toBe(false);
  });

  it('of other tools is marked, but not under a running product', async () => {
    await expect(markRestored({ env: envOf('running') })).rejects.toThrow(/in use by another AceBuddy/);
    const env = await withKeys('by-hand');
    for (const name of serviceNames) await cp(storeFile(inRoot('plain'), name), storeFile(inRoot('by-hand'), name));
    const taken = Date.parse((await readManifest(inRoot('plain'))).takenAt);
    const { from, at } = await markRestored({ env });
    expect(from).toBeLessThanOrEqual(taken);
    expect(taken - from).toBeLessThan(60_000);
    expect(at).toBeGreaterThan(from);
  });
});

async function storesIn(folder: string): Promise<string[]> {
  return (await readdir(inRoot(folder)).catch(() => [])).filter((name) => name.endsWith('.sqlite'));
}

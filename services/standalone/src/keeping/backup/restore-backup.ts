import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { keptPlaces } from '@acebuddy/gateway';
import { ConfigError, type Environment, parseConfig, release } from '@acebuddy/service-kit';
import {
  type EncryptionKeys,
  encryptionKeysSchema,
  examineKeys,
  openDatabase,
  openRestoreMarks,
} from '@acebuddy/storage';
import { z } from 'zod';
import { keyFileOf, readEncryptionKeys } from '../../data-keys.ts';
import { halfRestored, lockDataDir } from '../../lock-data-dir.ts';
import { serviceNames } from '../../service-names.ts';
import { storeFile } from '../../stores.ts';
import { sealedPlacesOf } from '../sealed-places-of.ts';
import { withAdvice } from '../with-advice.ts';
import { checkFile, type Manifest, readManifest } from './manifest.ts';
import { copyWhole, syncFolder, toSentence } from './whole-folder.ts';

const schema = z.object({
  MONGODB_URI: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
});

export interface RestoreOptions {
  /** Environment that the product itself would start with. */
  readonly env: Environment;
  readonly source: string;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  readonly now?: () => Date;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly dataDir: string;
  /** An earlier run had been interrupted at its very end: this one finished it. */
  readonly isFinished: boolean;
}

/** Everything is in the folder and was looked at: from here on it is only moved. Holds the moment of its backup. */
const readyName = 'ready';
/** What SQLite keeps beside a store. Left behind by one that was moved away, it would be played into the one put back. */
const besideStore = ['', '-wal', '-shm', '-journal'] as const;

/**
 * Puts a backup back into an empty data folder, marked as restored. Until everything was copied and looked at the folder stays
 * empty; interrupted afterwards, the next run finishes what this one began, and AceBuddy does not start before.
 *
 * @throws ConfigError when the folder is not empty, the backup is damaged or of a newer release, or the keys do not open it
 * @throws `STORE_UNAVAILABLE` when AceBuddy runs there, or the disk is full
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const config = parseConfig(schema, options.env);
  const dataDir = config.DATA_DIR;
  const source = resolve(options.source);
  const manifest = await readManifest(source);
  mustFit(manifest, config.MONGODB_URI !== undefined);
  const lock = await lockDataDir(dataDir, 'half restored, too');
  const staged = halfRestored(dataDir);
  try {
    // Empty: it was interrupted while this was written, and nothing was moved yet.
    const begun = await readFile(join(staged, readyName), 'utf8').catch(() => '');
    if (begun !== '') {
      mustBeOf(manifest, begun);
      await moveIn(staged, dataDir);
      return { manifest, dataDir, isFinished: true };
    }
    await rm(staged, { recursive: true, force: true });
    await mustBeEmpty(dataDir);
    try {
      await stage(options, config, manifest, source, staged);
    } catch (error) {
      await rm(staged, { recursive: true, force: true }).catch(() => undefined);
      throw toSentence(error, dataDir);
    }
    await moveIn(staged, dataDir);
    return { manifest, dataDir, isFinished: false };
  } finally {
    lock.release();
  }
}

/** What was begun is finished first, and said to be what it is. */
function mustBeOf({ takenAt }: Manifest, begun: string): void {
  if (begun !== takenAt)
    throw new ConfigError(
      [
        `a restore of the backup of ${begun} was interrupted, and this one is of ${takenAt}: finish that one first, by the same command as then`,
      ],
      'COMMAND_REFUSED',
    );
}

function mustFit(manifest: Manifest, hasMongo: boolean): void {
  if (manifest.store === 'sqlite' && hasMongo)
    throw new ConfigError(
      [
        'MONGODB_URI is set, and this is a backup of SQLite stores: take MONGODB_URI out of the environment for this command',
      ],
      'COMMAND_REFUSED',
    );
  if (manifest.store === 'mongodb')
    throw new ConfigError(
      [
        'the databases of this backup were copied by mongodump: put them back with mongorestore, the folder undelivered-events into DATA_DIR, and then run `pnpm restore --mark` (docs/backup.md)',
      ],
      'COMMAND_REFUSED',
    );
  if (isNewer(manifest.release, release))
    throw new ConfigError(
      [
        `the backup is of release ${manifest.release}, and this is ${release}: an older release does not read the stores of a newer one. Use ${manifest.release} or a later one`,
      ],
      'COMMAND_REFUSED',
    );
}

function isNewer(left: string, right: string): boolean {
  const parts = (text: string) => text.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  const [theirs, ours] = [parts(left), parts(right)];
  const at = [0, 1, 2].find((index) => theirs[index] !== ours[index]);
  return at !== undefined && (theirs[at] ?? 0) > (ours[at] ?? 0);
}

async function mustBeEmpty(dataDir: string): Promise<void> {
  const stores = serviceNames
    .flatMap((name) => besideStore.map((suffix) => `${name}.sqlite${suffix}`))
    .filter((name) => existsSync(join(dataDir, name)));
  const events = await readdir(join(dataDir, keptPlaces.events.folder)).catch(() => []);
  const found = [...stores, ...(events.length > 0 ? [keptPlaces.events.folder] : [])];
  if (found.length > 0)
    throw new ConfigError(
      [
        `${resolve(dataDir)} is not empty (${found.join(', ')}): a backup is put back into an empty folder only. Move what is there elsewhere and keep it, or choose another DATA_DIR; the file encryption-keys may stay`,
      ],
      'COMMAND_REFUSED',
    );
}

async function stage(
  { onProgress = () => undefined, now = () => new Date() }: RestoreOptions,
  config: z.output<typeof schema>,
  manifest: Manifest,
  source: string,
  staged: string,
): Promise<void> {
  await mkdir(staged, { recursive: true, mode: 0o700 });
  for (const [index, file] of manifest.files.entries()) {
    onProgress('copied and checked', index, manifest.files.length);
    if (!existsSync(join(source, file.name))) await checkFile(source, file);
    await copyWhole(join(source, file.name), join(staged, file.name));
    await checkFile(staged, file);
  }
  onProgress('copied and checked', manifest.files.length, manifest.files.length);
  const keys = await keysFor(config, manifest, staged);
  const takenAt = Math.min(...Object.values(manifest.stores).map((store) => Date.parse(store.takenAt)));
  const mark = { id: randomUUID(), from: takenAt, at: now().getTime() };
  const problems: string[] = [];
  for (const name of serviceNames) {
    const database = await openDatabase({ name, sqliteFile: storeFile(staged, name) });
    try {
      const { problem } = await examineKeys({ database, store: name, keys, places: sealedPlacesOf(keys)[name] });
      if (problem !== null) problems.push(problem);
      else await openRestoreMarks(database).add(mark);
    } finally {
      await database.close();
    }
  }
  if (problems.length > 0) throw new ConfigError(withAdvice(problems), 'KEYS_WRONG');
  await writeFile(join(staged, readyName), manifest.takenAt, { flush: true });
  await syncFolder(staged);
}

/** Those that AceBuddy will start with there; of the backup only where there are no others. */
async function keysFor(
  { ENCRYPTION_KEYS: configured, DATA_DIR: dataDir }: z.output<typeof schema>,
  { keyIds }: Manifest,
  staged: string,
): Promise<EncryptionKeys> {
  const own = await readEncryptionKeys(configured, dataDir);
  if (own !== null) return own.keys;
  const brought = await readEncryptionKeys(undefined, staged);
  if (brought !== null) return brought.keys;
  const named = keyIds.map((id) => `"${id}"`).join(', ');
  throw new ConfigError(
    [
      `the backup was taken without its encryption keys (${named}), and there are none here: set ENCRYPTION_KEYS, or put your copy of the file encryption-keys into ${resolve(dataDir)}. Without them nobody can read it`,
    ],
    'COMMAND_REFUSED',
  );
}

/** Only renames, each of which may have been done before. The stores come last: without all of them AceBuddy does not start. */
async function moveIn(staged: string, dataDir: string): Promise<void> {
  const stores = serviceNames.map((name) => `${name}.sqlite`);
  const { folder } = keptPlaces.events;
  const events = (await readdir(join(staged, folder)).catch(() => [])).map((name) => `${folder}/${name}`);
  const keys = existsSync(keyFileOf(staged)) && !existsSync(keyFileOf(dataDir)) ? ['encryption-keys'] : [];
  for (const name of [...keys, ...events, ...stores]) {
    if (!existsSync(join(staged, name))) continue;
    await mkdir(dirname(join(dataDir, name)), { recursive: true, mode: 0o700 });
    await rename(join(staged, name), join(dataDir, name));
  }
  await syncFolder(dataDir);
  await rm(staged, { recursive: true });
}

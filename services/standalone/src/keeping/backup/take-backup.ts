import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { keptPlaces } from '@acebuddy/gateway';
import { type Environment, release } from '@acebuddy/service-kit';
import { copySqlite, openKeyMarks } from '@acebuddy/storage';
import { keyFileOf, renderEncryptionKeys } from '../../data-keys.ts';
import { type ServiceName, serviceNames } from '../../service-names.ts';
import { storeFile } from '../../stores.ts';
import { type Keeping, openKeeping } from '../open-keeping.ts';
import { type BackupFile, digestOf, type Manifest, manifestName } from './manifest.ts';
import { copyWhole, fillFolder } from './whole-folder.ts';

export interface TakeBackupOptions {
  /** Environment that the product itself would start with. */
  readonly env: Environment;
  readonly target: string;
  /** The encryption keys as well: whoever has the folder can read everything then. */
  readonly withKeys: boolean;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  readonly now?: () => Date;
}

/**
 * Who orders work is copied before who does it, and who reads news before who tells them: what was handed over between two
 * copies is known on both sides and done once, as after a crash; nothing falls in between.
 */
export const copyOrder = ['conversation', 'ticketing', 'notifications'] as const satisfies readonly ServiceName[];

/**
 * Copies all that AceBuddy keeps, beside the running product. With MongoDB only what lies beside the databases: those are
 * copied by MongoDB's own tools.
 *
 * @throws ConfigError when there is nothing to copy, the keys do not open it, or the target is in use
 * @throws `STORE_UNAVAILABLE` when the disk is full; nothing is left behind
 */
export async function takeBackup(options: TakeBackupOptions): Promise<Manifest> {
  const keeping = await openKeeping(options.env);
  const taken: { manifest?: Manifest } = {};
  try {
    await fillFolder(resolve(options.target), async (draft) => {
      taken.manifest = await fill(options, keeping, draft);
    });
  } finally {
    await keeping.close();
  }
  if (taken.manifest === undefined) throw new TypeError('a backup that was written has a manifest');
  return taken.manifest;
}

async function fill(options: TakeBackupOptions, keeping: Keeping, draft: string): Promise<Manifest> {
  const { withKeys, onProgress = () => undefined, now = () => new Date() } = options;
  const { dataDir, stores, keys } = keeping;
  const takenAt = now().toISOString();
  const names = await copyEvents(dataDir, draft);
  const moments: Manifest['stores'] = {};
  const isSqlite = stores.conversation.kind === 'sqlite';
  for (const name of isSqlite ? copyOrder : []) {
    const moment = now().toISOString();
    await copySqlite(storeFile(dataDir, name), storeFile(draft, name), (done, total) => onProgress(name, done, total));
    moments[name] = { takenAt: moment };
    names.push(`${name}.sqlite`);
  }
  if (withKeys) {
    const file = keyFileOf(draft);
    await writeFile(file, `${renderEncryptionKeys(keys)}\n`, { mode: 0o600, flush: true });
    names.push('encryption-keys');
  }
  const files: BackupFile[] = [];
  for (const name of names) {
    onProgress('checksums', files.length, names.length);
    files.push({ name, ...(await digestOf(join(draft, name))) });
  }
  onProgress('checksums', names.length, names.length);
  const keyIds = new Set<string>();
  for (const name of serviceNames)
    for (const id of Object.keys((await openKeyMarks(stores[name]).load()).marks)) keyIds.add(id);
  const manifest: Manifest = {
    format: 1,
    release,
    takenAt,
    store: isSqlite ? 'sqlite' : 'mongodb',
    stores: moments,
    keyIds: [...keyIds],
    withKeys,
    files,
  };
  await writeFile(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  return manifest;
}

/** What the gateway could not hand over, sealed. Turns that it keeps open last three minutes: no backup is worth them. */
async function copyEvents(dataDir: string, draft: string): Promise<string[]> {
  const { folder, suffix } = keptPlaces.events;
  const found = await readdir(join(dataDir, folder)).catch(() => []);
  const copied: string[] = [];
  for (const name of found.filter((one) => one.endsWith(suffix))) {
    const isThere = await copyWhole(join(dataDir, folder, name), join(draft, folder, name)).then(
      () => true,
      // Handed over in the meantime.
      (error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
        throw error;
      },
    );
    if (isThere) copied.push(`${folder}/${name}`);
  }
  return copied;
}

import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import { ConfigError } from '@acebuddy/service-kit';

/** Tells our unfinished folders from everybody else's. */
const ours = '.unfinished-by-acebuddy';

/**
 * Fills a folder that is there as a whole or not at all: beside it first, under another name. What an interrupted run left of it
 * is removed by the next one.
 *
 * @throws ConfigError where something is there already
 * @throws `STORE_UNAVAILABLE` where the disk is full or may not be written to; then nothing is left behind
 */
export async function fillFolder(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const present = await readdir(target).catch(() => null);
  if (present !== null && present.length > 0)
    throw new ConfigError([`${target} is not empty: name a folder that is not there yet`], 'COMMAND_REFUSED');
  const draft = `${target}.unfinished`;
  if (existsSync(draft) && !existsSync(join(draft, ours)))
    throw new ConfigError(
      [`${draft} is in the way: it is not of an earlier run. Move it, or name another folder`],
      'COMMAND_REFUSED',
    );
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    await writeFile(join(draft, ours), '');
    await fill(draft);
    await rm(join(draft, ours));
    await syncFolder(draft);
    if (present !== null) await rm(target, { recursive: true });
    await rename(draft, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw toSentence(error, target);
  }
}

/** On the disk when it resolves. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to);
  const handle = await open(to, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, or name a folder on another one',
  EDQUOT: 'the quota is used up: make room, or name a folder elsewhere',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
};

export function toSentence(error: unknown, place: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = sentences[code];
  return why === undefined
    ? error
    : new AppError('STORE_UNAVAILABLE', `${place} could not be written: ${why}. Nothing was left behind`, {
        cause: error,
      });
}

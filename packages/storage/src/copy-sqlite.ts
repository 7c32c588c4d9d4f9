import { open, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { AppError } from '@acebuddy/contracts';
import { damagedFile, isFull } from './store-error.ts';

/** Pages of 4 kB that are copied between two looks at the progress: about 8 MB. */
const pagesAtOnce = 2_000;

export interface CopiedSqlite {
  /** Everything that was acknowledged before this instant is in the copy, epoch milliseconds. */
  readonly takenAt: number;
}

/**
 * Copies a SQLite file as it is at one moment, by SQLite's own backup, while others read and write it. The copy is one file,
 * on the disk when this resolves, and was looked through. A copy that fails leaves no file.
 *
 * @param target must not exist
 * @throws `STORE_UNAVAILABLE` with a sentence for the operator: the disk is full, the file is damaged
 */
export async function copySqlite(
  file: string,
  target: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<CopiedSqlite> {
  const takenAt = Date.now();
  try {
    await copyPages(file, target, onProgress);
    await finish(target);
    return { takenAt };
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${target}${suffix}`, { force: true });
    throw isFull(error)
      ? new AppError('STORE_UNAVAILABLE', `The disk of ${target} is full: the copy was removed again`, { cause: error })
      : error;
  }
}

/** Inside of a reading transaction every page is of the same moment, and writers of other processes do not begin it anew. */
async function copyPages(file: string, target: string, onProgress: (done: number, total: number) => void) {
  const source = new DatabaseSync(file, { timeout: 5_000 });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    const total = await backup(source, target, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) => onProgress(totalPages - remainingPages, totalPages),
    });
    onProgress(total, total);
    source.exec('COMMIT');
  } finally {
    source.close();
  }
}

async function finish(target: string): Promise<void> {
  const copy = new DatabaseSync(target);
  try {
    // One file by itself; whoever opens it as a store turns the log on again.
    copy.exec('PRAGMA journal_mode = DELETE');
    const found = copy.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
    if (found !== 'ok') throw damagedFile(target, found);
  } finally {
    copy.close();
  }
  const handle = await open(target, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

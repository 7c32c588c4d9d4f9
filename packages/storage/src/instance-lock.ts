import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@acebuddy/contracts';
import { isBusy } from './store-error.ts';

export interface InstanceLock {
  release(): void;
}

/** A process that is just ending, as at a restart, is waited for. */
const waitMsMax = 2_000;
const retryMs = 50;

/**
 * Holds `file` for this process alone: an exclusive SQLite transaction that is never committed, so the operating system
 * lets go of it when the process ends in whatever way, and no number of a process has to be believed. Who holds it stands
 * in a file beside it, for people only.
 *
 * @param what the thing that is kept to one process, for the message
 * @param instead what the second one can do, for the message
 * @throws `STORE_UNAVAILABLE` with a sentence for the operator when another process holds it, or the folder cannot be written
 */
export async function lockInstance(file: string, what: string, instead: string): Promise<InstanceLock> {
  const db = openLock(file);
  const endsAt = performance.now() + waitMsMax;
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      writeFileSync(holderOf(file), `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`);
      return {
        release: () => {
          if (db.isOpen) db.close();
        },
      };
    } catch (error) {
      if (isBusy(error) && performance.now() < endsAt) {
        await wait(retryMs);
        continue;
      }
      db.close();
      if (!isBusy(error)) throw unwritable(file, error);
      throw new AppError(
        'STORE_UNAVAILABLE',
        `${what} is in use by another AceBuddy: ${readHolder(file)}. ${instead}`,
        {
          cause: error,
          fatal: 'STORE_IN_USE',
        },
      );
    }
  }
}

function openLock(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // No waiting inside SQLite: it would hold the event loop.
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw unwritable(file, error);
  }
}

function unwritable(file: string, cause: unknown): AppError {
  return new AppError(
    'STORE_UNAVAILABLE',
    `The folder ${dirname(file)} (DATA_DIR) cannot be written: check that it belongs to this user, is not read-only and has room`,
    { cause, fatal: 'STORE_UNWRITABLE' },
  );
}

function holderOf(file: string): string {
  return `${file}.holder`;
}

function readHolder(file: string): string {
  try {
    return readFileSync(holderOf(file), 'utf8').trim() || 'a process that left no name';
  } catch {
    return 'a process that left no name';
  }
}

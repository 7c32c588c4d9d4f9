import { randomUUID } from 'node:crypto';
import { ConfigError, type Environment } from '@acebuddy/service-kit';
import { openPulse, openRestoreMarks, type RestoreMark } from '@acebuddy/storage';
import { lockDataDir } from '../../lock-data-dir.ts';
import { serviceNames } from '../../service-names.ts';
import { openKeeping } from '../open-keeping.ts';

export interface MarkOptions {
  /** Environment that the product itself would start with. */
  readonly env: Environment;
  /** The moment that the backup shows; found in the store when left out. */
  readonly takenAt?: Date;
  readonly now?: () => Date;
}

/** A service that runs on the store writes its pulse this often at least. */
const runsMs = 30_000;

/**
 * Marks stores that were put back by other tools (mongorestore, copied files).
 *
 * @throws ConfigError when a service runs on them, or nobody can tell how old they are
 * @throws `STORE_UNAVAILABLE` when AceBuddy runs on the data folder
 */
export async function markRestored({ env, takenAt, now = () => new Date() }: MarkOptions): Promise<RestoreMark> {
  const keeping = await openKeeping(env);
  const lock = keeping.stores.ticketing.kind === 'sqlite' ? await lockDataDir(keeping.dataDir) : null;
  try {
    const at = now().getTime();
    const last = await openPulse(keeping.stores.ticketing).last();
    if (keeping.stores.ticketing.kind === 'mongo' && last !== null && at - last < runsMs)
      throw new ConfigError(
        [
          'a service works on this store: stop every service, wait for half a minute, and mark it before the first one starts again',
        ],
        'COMMAND_REFUSED',
      );
    const from = takenAt?.getTime() ?? last;
    if (from === null)
      throw new ConfigError(
        [
          'the store does not tell when it was copied (it is of release 1.0.0): say it with --taken-at 2026-11-30T10:00:00Z',
        ],
        'COMMAND_REFUSED',
      );
    const mark = { id: randomUUID(), from, at };
    for (const name of serviceNames) await openRestoreMarks(keeping.stores[name]).add(mark);
    return mark;
  } finally {
    lock?.release();
    await keeping.close();
  }
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, requirePaths } from '@acebuddy/service-kit';
import { type InstanceLock, lockInstance } from '@acebuddy/storage';
import { noteRelease } from './kept-release.ts';

/** Where `pnpm restore` gathers what it puts back. While it is there the folder is not whole. */
export const halfRestored = (dataDir: string): string => join(dataDir, 'restore-in-progress');

/**
 * One instance for a data folder: its stores, its key file and its simulated tickets are for one process at a time.
 * @throws ConfigError where the folder is none, cannot be made, or a restore into it was interrupted.
 */
export async function lockDataDir(dataDir: string, which?: 'half restored, too'): Promise<InstanceLock> {
  requirePaths([{ variable: 'DATA_DIR', path: dataDir, kind: 'folder', mayBeMissing: true }]);
  const lock = await lockInstance(
    join(dataDir, 'acebuddy.lock'),
    `The data folder ${resolve(dataDir)}`,
    'Stop that one, or give this one a folder of its own: DATA_DIR=<another folder>.',
  );
  if (which === undefined && existsSync(halfRestored(dataDir))) {
    lock.release();
    throw new ConfigError(
      [
        `a restore into ${resolve(dataDir)} was interrupted: run \`pnpm restore\` again with the same backup, and it goes on where it was`,
      ],
      'STORE_HALF_RESTORED',
    );
  }
  if (which === undefined) noteRelease(dataDir);
  return lock;
}

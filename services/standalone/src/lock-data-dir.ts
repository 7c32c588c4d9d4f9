import { join, resolve } from 'node:path';
import { requirePaths } from '@acebuddy/service-kit';
import { type InstanceLock, lockInstance } from '@acebuddy/storage';

/**
 * One instance for a data folder: its stores, its key file and its simulated tickets are for one process at a time.
 * @throws ConfigError where the folder is none, and cannot be made.
 */
export async function lockDataDir(dataDir: string): Promise<InstanceLock> {
  requirePaths([{ variable: 'DATA_DIR', path: dataDir, kind: 'folder', mayBeMissing: true }]);
  return lockInstance(
    join(dataDir, 'acebuddy.lock'),
    `The data folder ${resolve(dataDir)}`,
    'Stop that one, or give this one a folder of its own: DATA_DIR=<another folder>.',
  );
}

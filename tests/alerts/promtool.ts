import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const version = 'v0.316.0';
const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'acebuddy', `promtool-${version}`);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The program on PATH or in the user's cache, built there with Go when it is nowhere (about three minutes, once a machine).
 *
 * @throws Error when it cannot be had.
 */
export function promtool(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((path) => path !== '');
  const found = [...folders, folder].map((path) => join(path, 'promtool')).find(isExecutable);
  if (found !== undefined) return found;
  console.log(`Building promtool ${version} with Go, once for this machine: about three minutes.`);
  mkdirSync(folder, { recursive: true });
  const { status, error } = spawnSync('go', ['install', `github.com/prometheus/prometheus/cmd/promtool@${version}`], {
    stdio: 'inherit',
    env: { ...process.env, GOBIN: folder },
  });
  if (status !== 0)
    throw new Error('promtool could not be built: install Go 1.25 or newer, or put promtool on PATH.', {
      cause: error,
    });
  return join(folder, 'promtool');
}

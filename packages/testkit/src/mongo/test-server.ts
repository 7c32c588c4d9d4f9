import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * The MongoDB stand-in that tests run: SecantusDB (MongoDB's wire protocol over WiredTiger, GPL-2.0-only, beta), a program of
 * its own that is never linked, copied or shipped.
 */
export const testServer = { crate: 'secantus-mdb', version: '0.5.3-beta.196', program: 'secantusd-rs' } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder that `pnpm mongo:install` fills, once per machine. */
export function cacheFolder(env: Environment): string {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'acebuddy', `${testServer.crate}-${testServer.version}`);
}

export function cachedProgram(env: Environment): string {
  return join(cacheFolder(env), 'bin', testServer.program);
}

/** The program on PATH or in the cache; null when there is none. */
export function findTestServer(env: Environment): string | null {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...folders.map((folder) => join(folder, testServer.program)), cachedProgram(env)];
  return candidates.find(isExecutable) ?? null;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openToOthers } from '@acebuddy/service-kit';

/** The key of the first start, as text. */
export interface LocalKey {
  readonly key: string;
  /** Where it is kept; null when it was given. */
  readonly file: string | null;
  /** What an operator should know about the file, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * The administrator's key of a product on this machine that has no `API_KEYS`: as given, else from a file that is made once
 * with mode 0600. Several processes that start at once agree on one.
 */
export async function loadLocalKey(given: string | undefined, dataDir: string): Promise<LocalKey> {
  if (given !== undefined) return { key: given, file: null, notices: [] };
  const file = join(dataDir, 'local-key');
  const kept = (await readOrNull(file)) ?? (await makeOnce(file, dataDir));
  return { key: kept, file, notices: openToOthers(file) };
}

async function makeOnce(file: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const whole = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(whole, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Linked when it is whole: a start that is killed in between leaves no half a key.
    await link(whole, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(whole, { force: true });
  }
  const kept = await readOrNull(file);
  if (kept === null) throw new TypeError(`${file} is empty: remove it, and the next start makes a key`);
  return kept;
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim() || null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

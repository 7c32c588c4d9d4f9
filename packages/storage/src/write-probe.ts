import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@acebuddy/contracts';

export interface WriteProbeOptions {
  /** The file that is written and removed again. Its folder is what is looked at. */
  readonly file: string;
  /** Makes the folder where it is missing: for what is written there only at times. @default false */
  readonly makesFolder?: boolean;
  /** How long an answer holds, in milliseconds. @default 5,000 */
  readonly holdsMs?: number;
}

/** As much as the next few commits want. */
const probeBytes = 128 * 1024;

const mends: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room. What was acknowledged is kept, new messages are not taken until then',
  EDQUOT: 'the quota is used up: make room. What was acknowledged is kept, new messages are not taken until then',
  EROFS: 'the file system is read-only: mount it for writing, or choose another folder with DATA_DIR',
  EACCES: 'this user may not write there: give it the folder, or choose another one with DATA_DIR',
  EPERM: 'this user may not write there: give it the folder, or choose another one with DATA_DIR',
  ENOENT: 'it is gone: put it back, or choose another one with DATA_DIR, and start again',
};

/**
 * Whether a folder can be written to: a store that still reads does not show it. Rejects with `STORE_UNAVAILABLE`, the folder
 * and what to do. Asked often, it writes every few seconds only, off the thread.
 */
export function createWriteProbe({
  file,
  makesFolder = false,
  holdsMs = 5_000,
}: WriteProbeOptions): () => Promise<void> {
  let latest: Promise<void> | undefined;
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    if (latest !== undefined && performance.now() < until) return latest;
    latest = probe(file, makesFolder);
    until = performance.now() + holdsMs;
    return latest;
  };
}

async function probe(file: string, makesFolder: boolean): Promise<void> {
  try {
    if (makesFolder) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, Buffer.alloc(probeBytes), { mode: 0o600 });
  } catch (error) {
    throw folderError(dirname(file), error);
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

function folderError(folder: string, error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const mend = mends[code] ?? `writing to it fails (${code})`;
  return new AppError('STORE_UNAVAILABLE', `The data folder ${folder} cannot be written: ${mend}`, {
    cause: error,
    fatal: 'STORE_UNWRITABLE',
  });
}

import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EncryptionKeys, parseEncryptionKeys } from '@acebuddy/storage';

/**
 * The keys that records are sealed with: from `ENCRYPTION_KEYS`, else from a file that is made once with mode 0600.
 * `created` tells that the file is new, so that the operator can be told to keep it.
 */
export async function loadEncryptionKeys(
  configured: EncryptionKeys | undefined,
  dataDir: string,
): Promise<{ keys: EncryptionKeys; file: string | null; created: boolean }> {
  if (configured !== undefined) return { keys: configured, file: null, created: false };
  const file = join(dataDir, 'encryption-keys');
  const created = await createOnce(file, dataDir);
  return { keys: parseEncryptionKeys((await readFile(file, 'utf8')).trim()), file, created };
}

async function createOnce(file: string, dataDir: string): Promise<boolean> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`k1:${randomBytes(32).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@acebuddy/service-kit';
import { type EncryptionKey, type EncryptionKeys, parseEncryptionKeys } from '@acebuddy/storage';

/** Where standalone keeps the keys that it made itself. */
export function keyFileOf(dataDir: string): string {
  return join(dataDir, 'encryption-keys');
}

/**
 * The keys that records are sealed with: from `ENCRYPTION_KEYS`, else from the file that the first start made; null when
 * there are none. Never makes any. Throws `ConfigError` when the file cannot be used.
 */
export async function readEncryptionKeys(
  configured: EncryptionKeys | undefined,
  dataDir: string,
): Promise<{ readonly keys: EncryptionKeys; readonly file: string | null } | null> {
  if (configured !== undefined) return { keys: configured, file: null };
  const file = keyFileOf(dataDir);
  const text = await readFile(file, 'utf8').catch(nullIfMissing);
  if (text === null) return null;
  try {
    return { keys: parseEncryptionKeys(text.trim()), file };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    throw new ConfigError(
      [`the key file ${file} cannot be used: ${why}; put your copy of it in its place`],
      'KEYS_WRONG',
    );
  }
}

/** A key that no other has the name of: what it sealed is never taken for what another one sealed. */
export function newEncryptionKey(): EncryptionKey {
  return { id: `k${randomBytes(6).toString('hex')}`, key: new Uint8Array(randomBytes(32)) };
}

/** `ENCRYPTION_KEYS` as text. */
export function renderEncryptionKeys(keys: readonly EncryptionKey[]): string {
  return keys.map(({ id, key }) => `${id}:${Buffer.from(key).toString('base64')}`).join(',');
}

/** The file is the old one or the new one, whatever happens in between, and for its owner's eyes only. */
export async function writeKeyFile(file: string, keys: EncryptionKeys): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${renderEncryptionKeys(keys)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

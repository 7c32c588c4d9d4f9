import { z } from 'zod';

export interface EncryptionKey {
  /** Written beside each record that this key seals, so that keys can be rotated. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** The first encrypts, all decrypt. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

const keyBytes = 32;

/**
 * Reads `ENCRYPTION_KEYS`: `id:base64,id:base64`, 32 bytes each; the first encrypts, all decrypt. Throws an error that
 * names the position of the mistake and never quotes the text.
 */
export function parseEncryptionKeys(text: string): EncryptionKeys {
  const [first, ...others] = text.split(',').map((entry, index) => parseEntry(entry.trim(), index + 1));
  if (first === undefined) throw new Error('holds no key');
  const keys: EncryptionKeys = [first, ...others];
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('two keys have the same id');
  return keys;
}

/** `parseEncryptionKeys` for a configuration schema. */
export const encryptionKeysSchema = z.string().transform((text, context) => {
  try {
    return parseEncryptionKeys(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' });
    return z.NEVER;
  }
});

function parseEntry(entry: string, position: number): EncryptionKey {
  const [, id, base64] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
  if (id === undefined || base64 === undefined) {
    throw new Error(`entry ${position} must look like id:base64 (id of letters, digits, - and _)`);
  }
  const key = new Uint8Array(Buffer.from(base64, 'base64'));
  if (key.length !== keyBytes) {
    throw new Error(`entry ${position} holds ${key.length} bytes, needs ${keyBytes} (openssl rand -base64 32)`);
  }
  return { id, key };
}

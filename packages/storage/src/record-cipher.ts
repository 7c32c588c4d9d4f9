import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { AppError } from '@acebuddy/contracts';
import type { EncryptionKey } from './encryption-keys.ts';

/** Seals what a store keeps, so that a dump of it shows nothing and a changed or swapped record is noticed. */
export interface RecordCipher {
  /** `recordId` names the place the text is kept at, for example `conversation:42/turn:7`; opening needs the same. */
  seal(plain: string, recordId: string): string;
  /** Throws `INTERNAL` when the text was changed, belongs to another record, or its key is not configured. */
  open(sealed: string, recordId: string): string;
}

const algorithm = 'aes-256-gcm';
const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a fresh nonce; the sealed text is `v1.<key id>.<base64url of nonce, tag, ciphertext>`. */
export function createRecordCipher(keys: readonly EncryptionKey[]): RecordCipher {
  const [active] = keys;
  if (active === undefined) throw new TypeError('a record cipher needs at least one key');
  // Made once: a cipher made from bare bytes builds such an object every time.
  const keyById = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  const activeKey = createSecretKey(active.key);
  return {
    seal: (plain, recordId) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, activeKey, nonce, { authTagLength: tagBytes });
      cipher.setAAD(boundTo(active.id, recordId));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${version}.${active.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open: (sealed, recordId) => {
      const { keyId, bytes } = split(sealed);
      const key = keyById.get(keyId);
      if (key === undefined) {
        throw new AppError('INTERNAL', `A record was sealed with key "${keyId}", which ENCRYPTION_KEYS does not hold`);
      }
      return unseal(key, bytes, boundTo(keyId, recordId));
    },
  };
}

/** Id of the key that sealed this text; rotation seals again what carries an old one. */
export function keyIdOf(sealed: string): string {
  return split(sealed).keyId;
}

function unseal(key: KeyObject, bytes: Buffer, aad: Buffer): string {
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(aad);
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const body = bytes.subarray(nonceBytes + tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new AppError('INTERNAL', 'A stored record was altered or belongs to another place', { cause });
  }
}

function split(sealed: string): { keyId: string; bytes: Buffer } {
  const [, keyId, body] = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)$/.exec(sealed) ?? [];
  if (keyId === undefined || body === undefined)
    throw new AppError('INTERNAL', 'A stored record is not in sealed form');
  return { keyId, bytes: Buffer.from(body, 'base64url') };
}

function boundTo(keyId: string, recordId: string): Buffer {
  return Buffer.from(`${version}.${keyId}.${recordId}`, 'utf8');
}

import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { EncryptionKey } from '@acebuddy/storage';
import type { PersonKeys } from '../domain/conversations.ts';

/** Digests under keys derived from the encryption keys; rotating those rotates these (ADR 0005). */
export function createPersonKeys(keys: readonly [EncryptionKey, ...EncryptionKey[]]): PersonKeys {
  const [first, ...older] = keys.map(({ key }) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'acebuddy person index', 32))),
  );
  if (first === undefined) throw new TypeError('person keys need at least one encryption key');
  const digest = (secret: KeyObject, email: string) =>
    createHmac('sha256', secret).update(email.trim().toLowerCase()).digest('base64url').slice(0, 32);
  return (email) => [digest(first, email), ...older.map((secret) => digest(secret, email))];
}

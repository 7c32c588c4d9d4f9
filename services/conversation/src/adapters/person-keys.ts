import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { EncryptionKey } from '@acebuddy/storage';
import type { PersonKeys } from '../domain/conversations.ts';

/** Addresses whose digests are remembered: every message of a chat needs those of the same person several times. */
const rememberedMax = 2_000;

type Digests = readonly [string, ...string[]];

/** Digests under keys derived from the encryption keys; rotating those rotates these (ADR 0005). */
export function createPersonKeys(keys: readonly [EncryptionKey, ...EncryptionKey[]]): PersonKeys {
  const [first, ...older] = keys.map(({ key }) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'acebuddy person index', 32))),
  );
  if (first === undefined) throw new TypeError('person keys need at least one encryption key');
  const remembered = new Map<string, Digests>();
  return (email) => {
    const known = remembered.get(email);
    if (known !== undefined) return known;
    const digests: Digests = [digest(first, email), ...older.map((secret) => digest(secret, email))];
    const oldest = remembered.keys().next().value;
    if (remembered.size >= rememberedMax && oldest !== undefined) remembered.delete(oldest);
    remembered.set(email, digests);
    return digests;
  };
}

function digest(secret: KeyObject, email: string): string {
  return createHmac('sha256', secret).update(email.trim().toLowerCase()).digest('base64url').slice(0, 32);
}

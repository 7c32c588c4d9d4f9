import { createHmac, createSecretKey, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import type { EncryptionKey } from '@acebuddy/storage';

/** Digests for one purpose, under a key derived from the newest encryption key. */
export function createDigest(
  keys: readonly [EncryptionKey, ...EncryptionKey[]],
  purpose: string,
): (text: string) => string {
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', keys[0].key, '', `acebuddy ${purpose}`, 32)));
  return (text) => createHmac('sha256', secret).update(text).digest('base64url');
}

/** Whether any of the keys made this digest: what was signed before a rotation stays valid until its key is dropped. */
export function isDigestOf(keys: readonly EncryptionKey[], purpose: string): (text: string, digest: string) => boolean {
  const digests = keys.map((key) => createDigest([key], purpose));
  return (text, digest) => digests.some((make) => sameDigest(make(text), digest));
}

/** Compares two digests without telling by its duration where they differ. */
export function sameDigest(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Six decimal digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

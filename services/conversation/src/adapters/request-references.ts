import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { EncryptionKey } from '@acebuddy/storage';

/** Crockford's base 32: no letters that are read as digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const characters = 10;

/**
 * What a customer can quote before there is a ticket number, 50 bits. The same request has the same one, also when a store that
 * was put back from a backup does not know it any more (ADR 30); nobody without the keys can compute it.
 */
export function createReferences(
  keys: readonly [EncryptionKey, ...EncryptionKey[]],
): (requestId: string, workflow: string) => string {
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', keys[0].key, '', 'acebuddy request references', 32)));
  return (requestId, workflow) => {
    const bytes = createHmac('sha256', secret).update(`${requestId}\n${workflow}`).digest();
    const letters = Array.from(bytes.subarray(0, characters), (byte) => alphabet.charAt(byte % alphabet.length));
    return `AB-${letters.join('')}`;
  };
}

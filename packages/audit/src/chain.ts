import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { AuditEntry } from '@acebuddy/contracts';
import type { EncryptionKey } from '@acebuddy/storage';

/** Of whatever kind: a newer release knows more of them. */
export type Unhashed = Omit<AuditEntry, 'hash' | 'seal' | 'kind'> & { readonly kind: string };

/** SHA-256 over the entry in one fixed form. Anybody can check it. */
export function hashOf(entry: Unhashed): string {
  const { chain, seq, at, kind, actor, subject, details, requestId, previous } = entry;
  const sorted = Object.entries(details).sort(([left], [right]) => (left < right ? -1 : 1));
  const who = actor === null ? null : [actor.role, actor.key];
  return createHash('sha256')
    .update(JSON.stringify([chain, seq, at, kind, who, subject, sorted, requestId, previous]))
    .digest('hex');
}

export const notOurSeal = 'its seal is not ours';

export interface Sealer {
  seal(hash: string): string;
  /** Null when the key is no longer configured: then the hashes alone speak. */
  isSealed(hash: string, seal: string): boolean | null;
}

/**
 * Whoever can write to the store could compute a whole new chain. The seal cannot be computed without the encryption
 * keys, which the store does not hold.
 */
export function createSealer(keys: readonly [EncryptionKey, ...EncryptionKey[]]): Sealer {
  const secrets = new Map(
    keys.map(({ id, key }) => [id, Buffer.from(hkdfSync('sha256', key, '', 'acebuddy audit', 32))]),
  );
  const digest = (secret: Buffer, hash: string) => createHmac('sha256', secret).update(hash).digest('base64url');
  const [{ id: activeId }] = keys;
  return {
    seal: (hash) => `${activeId}.${digest(secrets.get(activeId) ?? Buffer.alloc(0), hash)}`,
    isSealed: (hash, seal) => {
      const at = seal.lastIndexOf('.');
      const secret = secrets.get(seal.slice(0, at));
      if (secret === undefined) return null;
      const [left, right] = [Buffer.from(digest(secret, hash)), Buffer.from(seal.slice(at + 1))];
      return left.length === right.length && timingSafeEqual(left, right);
    },
  };
}

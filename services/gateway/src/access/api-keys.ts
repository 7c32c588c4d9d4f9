import { createHash, timingSafeEqual } from 'node:crypto';

export const roles = ['reader', 'agent', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A key as it is kept: only its digest. */
export interface ApiKey {
  readonly role: Role;
  readonly digest: Buffer;
  /** So short that it can be guessed; of a key that is given by its digest alone nobody knows. */
  readonly isShort: boolean;
}

/** A key with fewer characters draws a word at the start. */
export const keyCharsMin = 16;

/** Who calls. `key` is the beginning of the key's digest, enough to tell keys apart in the log. */
export interface Caller {
  readonly role: Role;
  readonly key: string;
}

/** Whoever tries the product out without a key, where nothing is real. */
export const simulationVisitor: Caller = { role: 'agent', key: 'simulation' };

const hashed = /^sha256:([0-9a-f]{64})$/i;

/**
 * Reads `API_KEYS`: pairs of `role:key` or `role:sha256:<hex digest>`, separated by commas. Throws with the position of a
 * pair that cannot be used, never with its text.
 */
export function parseApiKeys(text: string): ApiKey[] {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  return pairs.map((pair, index) => parsePair(pair, index + 1));
}

function parsePair(pair: string, position: number): ApiKey {
  const at = pair.indexOf(':');
  const role = roles.find((known) => known === pair.slice(0, Math.max(at, 0)).trim());
  if (role === undefined) throw new Error(`pair ${position} must begin with reader:, agent: or admin:`);
  const key = pair.slice(at + 1).trim();
  if (key === '') throw new Error(`pair ${position} has no key after its role`);
  if (!key.toLowerCase().startsWith('sha256:')) return toApiKey(role, key);
  const digest = hashed.exec(key)?.[1];
  if (digest === undefined) throw new Error(`pair ${position}: sha256: must be followed by 64 hexadecimal digits`);
  return { role, digest: Buffer.from(digest, 'hex'), isShort: false };
}

/** Compares against every key, in a time that does not depend on which one fits or where they differ. */
export function findCaller(keys: readonly ApiKey[], authorization: string | undefined): Caller | undefined {
  const presented = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return presented === undefined ? undefined : callerOfKey(keys, presented);
}

/** Likewise, for a key without the header around it. */
export function callerOfKey(keys: readonly ApiKey[], presented: string): Caller | undefined {
  const digest = digestOf(presented);
  const fitting = keys.filter((key) => timingSafeEqual(key.digest, digest)).map((key) => roles.indexOf(key.role));
  const role = roles[Math.max(-1, ...fitting)];
  return role === undefined ? undefined : { role, key: digest.toString('hex').slice(0, 8) };
}

/** A key as it is kept. */
export function toApiKey(role: Role, key: string): ApiKey {
  return { role, digest: digestOf(key), isShort: key.length < keyCharsMin };
}

export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}

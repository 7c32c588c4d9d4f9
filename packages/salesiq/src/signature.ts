import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Header of the signature (salesiq.md §2.1). */
export const signatureHeader = 'x-siqsignature';

const base64 = /^[A-Za-z0-9+/]{16,}={0,2}$/;

/**
 * Whether SalesIQ signed exactly these bytes: RSA-SHA256 (PKCS#1 v1.5), Base64, over the raw body (salesiq.md §2.1).
 * Any of the keys may be the right one, since SalesIQ keeps signing with the oldest while keys are changed. Pure.
 */
export function verifySignature(
  rawBody: Uint8Array,
  header: string | readonly string[] | undefined,
  keys: readonly KeyObject[],
): boolean {
  if (typeof header !== 'string' || !base64.test(header.trim())) return false;
  const signature = Buffer.from(header.trim(), 'base64');
  return keys.some((key) => verify('sha256', rawBody, key, signature));
}

/**
 * Reads the keys of `SALESIQ_PUBLIC_KEYS`: PEM, PEM on one line with `\n` written out, or bare Base64 (DER), one or more,
 * separated by commas, semicolons or line breaks. Throws with the position of the key that cannot be read, never with its
 * text.
 */
export function parseSignatureKeys(text: string): KeyObject[] {
  const sources = keySources(text.replaceAll('\\r', '').replaceAll('\\n', '\n'));
  if (sources.length === 0) throw new Error('no key found: expected a PEM block or the Base64 text that SalesIQ shows');
  return sources.map((source, index) => toRsaKey(source, index + 1));
}

const pemBlock = /-----BEGIN ([A-Z ]+)-----[\s\S]*?-----END \1-----/g;

function keySources(text: string): string[] {
  const pems = text.match(pemBlock) ?? [];
  const bare = text.replace(pemBlock, '\n,\n').split(/[,;]/).flatMap(bareSources);
  return [...pems, ...bare];
}

/** Lines may be several keys, or one key broken into lines: each line is a key if it can be read as one. */
function bareSources(chunk: string): string[] {
  const lines = chunk.split(/\s+/).filter((part) => part !== '');
  const oneEach = lines.length > 1 && lines.every((part) => readKey(part) !== undefined);
  if (oneEach) return lines;
  return lines.length === 0 ? [] : [lines.join('')];
}

function toRsaKey(source: string, position: number): KeyObject {
  if (source.includes('PRIVATE KEY')) {
    throw new Error(`key ${position} is a private key: only SalesIQ's public key belongs here`);
  }
  const key = readKey(source);
  if (key === undefined) {
    throw new Error(`key ${position} cannot be read: expected an RSA public key as PEM or as Base64 (X.509/SPKI)`);
  }
  if (key.asymmetricKeyType !== 'rsa') {
    throw new Error(`key ${position} is not an RSA key: SalesIQ signs with RSA`);
  }
  return key;
}

function readKey(source: string): KeyObject | undefined {
  try {
    return source.startsWith('-----')
      ? createPublicKey(source)
      : createPublicKey({ key: Buffer.from(strictBase64(source), 'base64'), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function strictBase64(source: string): string {
  if (!base64.test(source)) throw new Error('not Base64');
  return source;
}

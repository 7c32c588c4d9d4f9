import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { signatureHeader } from '../signature.ts';

export interface SigningKeys {
  readonly privateKey: KeyObject;
  /** As SalesIQ may show it: a PEM block. */
  readonly publicPem: string;
  /** As SalesIQ may show it: bare Base64. */
  readonly publicBase64: string;
}

/** A key pair as SalesIQ makes it for "Secure your webhook". */
export function createSigningKeys(): SigningKeys {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return {
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    publicBase64: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

/** Headers of a delivery: signed when there is a key (salesiq.md §2.1). */
export function deliveryHeaders(body: string, signWith: KeyObject | undefined): Record<string, string> {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  if (signWith === undefined) return headers;
  return { ...headers, [signatureHeader]: sign('sha256', Buffer.from(body), signWith).toString('base64') };
}

import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseSignatureKeys, verifySignature } from './signature.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ours = pair();
const older = pair();
const pem = (key = ours) => key.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const bare = (key = ours) => key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const body = Buffer.from('{"handler":"message", "text":"žluťoučký"}');
const signed = (key = ours) => sign('sha256', body, key.privateKey).toString('base64');

describe('verifySignature', () => {
  const keys = parseSignatureKeys(pem());

  it('accepts what was signed, and nothing that was changed', () => {
    expect(verifySignature(body, signed(), keys)).toBe(true);
    expect(verifySignature(Buffer.from(`${body} `), signed(), keys)).toBe(false);
  });

  it.each([undefined, '', 'x', 'not base64!', ['a', 'b'], Buffer.alloc(256).toString('base64')])(
    'refuses %j',
    (header) => {
      expect(verifySignature(body, header, keys)).toBe(false);
    },
  );

  it('accepts any of several keys while they are changed', () => {
    const both = parseSignatureKeys(`${pem(older)}\n${pem()}`);
    expect(verifySignature(body, signed(), both)).toBe(true);
    expect(verifySignature(body, signed(older), both)).toBe(true);
    expect(verifySignature(body, signed(pair()), both)).toBe(false);
  });
});

describe('parseSignatureKeys', () => {
  const wrapped = bare().replace(/(.{64})/g, '$1\n');

  it.each([
    ['PEM', pem(), 1],
    ['PEM on one line', pem().replaceAll('\n', '\\n'), 1],
    ['bare Base64', bare(), 1],
    ['bare Base64 in several lines', wrapped, 1],
    ['two bare keys on two lines', `${bare()}\n${bare(older)}`, 2],
    ['two bare keys with a comma', `${bare()}, ${wrapped}`, 2],
    ['a mixture', `${pem()},${bare(older)}`, 2],
    ['PKCS#1', ours.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(), 1],
  ])('reads %s', (_form, text, count) => {
    const keys = parseSignatureKeys(text);
    expect(keys).toHaveLength(count);
    expect(verifySignature(body, signed(), keys)).toBe(true);
  });

  it.each([
    ['nothing', ' ', 'no key found'],
    ['rubbish', 'hello', 'key 1 cannot be read'],
    ['a broken second key', `${bare()},${bare(older).slice(0, 100)}`, 'key 2 cannot be read'],
    ['a private key', ours.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'key 1 is a private key'],
    [
      'another kind of key',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'key 1 is not an RSA key',
    ],
  ])('refuses %s and says which, without repeating it', (_form, text, message) => {
    expect(() => parseSignatureKeys(text)).toThrow(message);
    expect(() => parseSignatureKeys(text)).not.toThrow(text.trim() || 'BEGIN');
  });
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseEncryptionKeys } from './encryption-keys.ts';

const key = randomBytes(32).toString('base64');

test('reads keys in their order', () => {
  const other = randomBytes(32);
  expect(parseEncryptionKeys(`new:${other.toString('base64')}, old:${key}`)).toEqual([
    { id: 'new', key: new Uint8Array(other) },
    { id: 'old', key: new Uint8Array(Buffer.from(key, 'base64')) },
  ]);
});

test.each([
  ['', 'entry 1 must look like id:base64'],
  [key, 'entry 1 must look like id:base64'],
  [`a:${key},`, 'entry 2 must look like id:base64'],
  [`a b:${key}`, 'entry 1 must look like id:base64'],
  [`a:${randomBytes(16).toString('base64')}`, 'entry 1 holds 16 bytes, needs 32'],
  [`a:${key},b:${randomBytes(64).toString('base64')}`, 'entry 2 holds 64 bytes, needs 32'],
  [`a:${key},a:${key}`, 'two keys have the same id'],
])('says what is wrong and where, never the key: case %#', (text, message) => {
  const failure = (() => {
    try {
      return parseEncryptionKeys(text);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toContain(message);
  expect(String(failure)).not.toContain(key.slice(0, 8));
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecordCipher, keyIdOf } from './record-cipher.ts';

const oldKey = { id: '2025', key: new Uint8Array(randomBytes(32)) };
const newKey = { id: '2026', key: new Uint8Array(randomBytes(32)) };
const cipher = createRecordCipher([newKey]);

test('what was sealed opens again, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, recordId) => {
      expect(cipher.open(cipher.seal(plain, recordId), recordId)).toBe(plain);
    }),
  );
});

test('the sealed text shows nothing, and never the same thing twice', () => {
  const first = cipher.seal('my address is ada@customer.example', 'turn:1');
  const second = cipher.seal('my address is ada@customer.example', 'turn:1');
  expect(Buffer.from(first, 'base64url').toString()).not.toContain('ada');
  expect(first).not.toBe(second);
});

test('a record that was moved to another place does not open', () => {
  const sealed = cipher.seal('secret', 'turn:1');
  expect(() => cipher.open(sealed, 'turn:2')).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});

test('a change of any byte is noticed', () => {
  const sealed = cipher.seal('secret', 'turn:1');
  const start = 'v1.2026.'.length;
  const bytes = Buffer.from(sealed.slice(start), 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => cipher.open(sealed.slice(0, start) + changed.toString('base64url'), 'turn:1')).toThrow('altered');
  }
});

test('a shortened record is noticed', () => {
  const sealed = cipher.seal('a longer secret', 'turn:1');
  for (let length = 'v1.2026.'.length; length < sealed.length; length += 1) {
    expect(() => cipher.open(sealed.slice(0, length), 'turn:1')).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  }
});

test('the key id cannot be exchanged for another key', () => {
  const both = createRecordCipher([newKey, { id: 'copy', key: newKey.key }]);
  const sealed = both.seal('secret', 'turn:1').replace('v1.2026.', 'v1.copy.');
  expect(() => both.open(sealed, 'turn:1')).toThrow('altered');
});

test('after a rotation old records still open and new ones carry the new key', () => {
  const before = createRecordCipher([oldKey]);
  const after = createRecordCipher([newKey, oldKey]);
  const old = before.seal('secret', 'turn:1');
  expect(after.open(old, 'turn:1')).toBe('secret');
  expect([keyIdOf(old), keyIdOf(after.seal('secret', 'turn:1'))]).toEqual(['2025', '2026']);
});

test('a record whose key is gone says which key is missing', () => {
  const sealed = createRecordCipher([oldKey]).seal('secret', 'turn:1');
  expect(() => cipher.open(sealed, 'turn:1')).toThrow('key "2025", which ENCRYPTION_KEYS does not hold');
});

test.each(['', 'plain text', 'v2.2026.AAAA', 'v1..AAAA', 'v1.2026.'])(
  'text that was never sealed is refused: %j',
  (text) => {
    expect(() => cipher.open(text, 'turn:1')).toThrow('not in sealed form');
  },
);

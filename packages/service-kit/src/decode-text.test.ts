import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const text = 'name;email\nJosé Müller;jose@firm.example\n';
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const utf16 = (content: string) => Buffer.from(content, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little end first', utf16(`\uFEFF${text}`)],
  ['UTF-16, big end first', swapped(utf16(`\uFEFF${text}`))],
  ['UTF-16 without a mark', utf16(text)],
  ['UTF-16 without a mark, big end first', swapped(utf16(text))],
  ['Windows-1252', Buffer.from(text, 'latin1')],
])('%s is read', (_encoding, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test('the quotes and the euro of Windows-1252 are read as such', () => {
  expect(decodeText(Buffer.from([0x93, 0x80, 0x94]))).toBe('“€”');
});

test('nothing is the empty text', () => {
  expect(decodeText(new Uint8Array())).toBe('');
});

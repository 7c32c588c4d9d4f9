import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withSecretsFromFiles } from './secrets-from-files.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'acebuddy-secrets-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function fileOf(text: string): string {
  const file = join(folder(), 'secret');
  writeFileSync(file, text);
  return file;
}

test.each([
  ['as it is', 'smtp://user:hunter2@mail.example', 'smtp://user:hunter2@mail.example'],
  ['without the line break at its end', 'smtp://mail.example\n', 'smtp://mail.example'],
  ['without the line break of Windows and a byte order mark', '\uFEFFsmtp://mail.example\r\n', 'smtp://mail.example'],
  ['with the lines inside of it', 'first\nsecond\n', 'first\nsecond'],
])('a secret is read from its file %s', (_name, text, secret) => {
  expect(withSecretsFromFiles({ SMTP_URL_FILE: fileOf(text), PORT: '1' })).toEqual({ SMTP_URL: secret, PORT: '1' });
});

test('variables of others that end in _FILE are left alone, and an empty one names nothing', () => {
  const env = { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere', SMTP_URL_FILE: ' ', SMTP_URL: 'smtp://mail.example' };
  expect(withSecretsFromFiles(env)).toEqual(env);
});

test('whatever is wrong is told at once, by variable name and never by value', () => {
  const large = fileOf('x'.repeat(70_000));
  const inside = join(folder(), 'a-folder');
  mkdirSync(inside);
  const wrong = () =>
    withSecretsFromFiles({
      API_KEYS: 'admin:hunter2',
      API_KEYS_FILE: fileOf('admin:hunter3'),
      ENCRYPTION_KEYS_FILE: join(inside, 'nowhere'),
      INTERNAL_TOKEN_FILE: inside,
      MONGODB_URI_FILE: fileOf('\n'),
      SMTP_URL_FILE: large,
    });
  expect(wrong).toThrow(/API_KEYS and API_KEYS_FILE are both set: keep one of them/);
  expect(wrong).toThrow(/ENCRYPTION_KEYS_FILE: .*nowhere is not there/);
  expect(wrong).toThrow(/INTERNAL_TOKEN_FILE: .*a-folder cannot be read \(EISDIR\)/);
  expect(wrong).toThrow(/MONGODB_URI_FILE: .* is empty/);
  expect(wrong).toThrow(/SMTP_URL_FILE: .* has more than 65536 bytes/);
  expect(wrong).not.toThrow(/hunter/);
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { environmentFileVariable, noEnvironmentFile, readEnvironment } from './environment.ts';

function fileOf(text: string, mode = 0o600): string {
  const folder = mkdtempSync(join(tmpdir(), 'acebuddy-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, '.env');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

test('what is not in the environment comes from the file, which is named', () => {
  const file = fileOf('# mail\nSMTP_URL="smtp://mail.example"\nPORT=1\n');
  const { env, notices, ...read } = readEnvironment({ [environmentFileVariable]: file, PORT: '2' });
  expect(env).toMatchObject({ SMTP_URL: 'smtp://mail.example', PORT: '2' });
  expect(read.file).toBe(file);
  expect(notices).toEqual([`Settings are from ${file}; the environment wins`]);
});

test('an empty variable of the environment switches the setting of the file off', () => {
  const file = fileOf('MONGODB_URI=mongodb://somewhere\n');
  expect(readEnvironment({ [environmentFileVariable]: file, MONGODB_URI: '' }).env.MONGODB_URI).toBe('');
  expect(readEnvironment({ [environmentFileVariable]: file, MONGODB_URI: undefined }).env.MONGODB_URI).toBe(
    'mongodb://somewhere',
  );
});

test('a file that others can read is told of, and never its content', () => {
  const file = fileOf('SMTP_URL=smtp://user:hunter2@mail.example\n', 0o644);
  const { notices } = readEnvironment({ [environmentFileVariable]: file });
  expect(notices.join()).toContain(`chmod 600 ${file}`);
  expect(notices.join()).not.toContain('hunter2');
});

test('a byte order mark is no part of the first name', () => {
  const file = fileOf('\uFEFFPORT=8123\n');
  expect(readEnvironment({ [environmentFileVariable]: file }).env.PORT).toBe('8123');
});

test('a file that was asked for must be there, and "off" reads none', () => {
  expect(() => readEnvironment({ [environmentFileVariable]: '/nowhere/.env' })).toThrow('/nowhere/.env cannot be read');
  const environment = { [environmentFileVariable]: noEnvironmentFile, PORT: '2' };
  expect(readEnvironment(environment)).toEqual({ env: environment, file: null, names: [], notices: [] });
});

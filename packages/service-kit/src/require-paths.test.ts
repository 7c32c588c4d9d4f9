import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requirePaths } from './require-paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'paths-'));
const file = join(folder, 'desk.json');
writeFileSync(file, '{}');

test('what is there, and what is not set, is fine', () => {
  requirePaths([
    { variable: 'ZOHO_DESK_CONFIG', path: file, kind: 'file' },
    { variable: 'KNOWLEDGE_DIR', path: folder, kind: 'folder' },
    { variable: 'WORKFLOWS_DIR', path: undefined, kind: 'folder' },
  ]);
});

test('a folder that is made when it is missing may be missing, but be no file', () => {
  const dataDir = (path: string) => () =>
    requirePaths([{ variable: 'DATA_DIR', path, kind: 'folder', mayBeMissing: true }]);
  expect(dataDir(join(folder, 'deep', 'data'))).not.toThrow();
  expect(existsSync(join(folder, 'deep', 'data'))).toBe(true);
  expect(dataDir(file)).toThrow(/DATA_DIR: .* is no folder/);
});

test.skipIf(process.platform !== 'linux')('a folder where none can be made is told, and not tried for ever', () => {
  const check = () =>
    requirePaths([{ variable: 'DATA_DIR', path: '/proc/acebuddy/data', kind: 'folder', mayBeMissing: true }]);
  expect(check).toThrow(/DATA_DIR: \/proc\/acebuddy\/data cannot be made/);
});

test('every wrong path is named with its variable, all at once', () => {
  const check = () =>
    requirePaths([
      { variable: 'ZOHO_DESK_CONFIG', path: join(folder, 'desk.jsn'), kind: 'file' },
      { variable: 'KNOWLEDGE_DIR', path: file, kind: 'folder' },
      { variable: 'DIRECTORY_FILE', path: folder, kind: 'file' },
    ]);
  expect(check).toThrow(/ZOHO_DESK_CONFIG: .*desk\.jsn is not there/);
  expect(check).toThrow(/KNOWLEDGE_DIR: .*desk\.json is no folder/);
  expect(check).toThrow(/DIRECTORY_FILE: .* is no file/);
});

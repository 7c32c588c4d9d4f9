import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const root = join(import.meta.dirname, '..');

/** A page of `docs/`: its text, the rows of its tables, and the tests that it names by their whole path. */
export function readPage(path: string) {
  const text = readFileSync(join(root, path), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| *[^-\s]/.test(line));
  const tests = [...text.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, name = '']) => name);
  return { text, rows, tests };
}

export function expectTestsToExist(paths: readonly string[]): void {
  for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
}

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyEdits, neighbours } from './neighbours.ts';

const root = join(import.meta.dirname, '../..');

test.each(neighbours)('the neighbour that $name can be made of today’s source', ({ edits }) => {
  const folder = mkdtempSync(join(tmpdir(), 'acebuddy-neighbour-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of new Set(edits.map((edit) => edit.file))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }

  expect(() => applyEdits(folder, edits)).not.toThrow();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openJournal } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'acebuddy-journal-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the journal of a first start makes the folder that is not there yet', () => {
  const journal = openJournal(join(folder, 'new', 'data', 'simulator.journal'));
  expect(journal.entries).toEqual([]);
  journal.close();
});

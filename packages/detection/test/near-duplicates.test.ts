import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { developmentFiles } from '../src/development-files.ts';
import { jaccard, nearDuplicates, trigrams } from '../src/near-duplicates.ts';
import { parseJsonLines, trainingFolder } from '../src/training-data.ts';

describe('near duplicates', () => {
  test('the same words in another dress are one, another matter in similar words is none', () => {
    const held = ['The printer in the lobby is offline again!'];
    expect(nearDuplicates(['the printer in our lobby is offline again'], held)).toHaveLength(1);
    expect(nearDuplicates(['the scanner upstairs shows an error'], held)).toEqual([]);
  });

  test('similarity is 1 for equal texts whatever their case, 0 for nothing in common', () => {
    expect(jaccard(trigrams('Locked OUT'), trigrams('locked out'))).toBe(1);
    expect(jaccard(trigrams('abc'), trigrams('xyz'))).toBe(0);
  });

  const heldBack = developmentFiles.flatMap((file) => parseJsonLines(readFileSync(file, 'utf8'), file.pathname));
  const files = readdirSync(trainingFolder()).filter((name) => name.startsWith('real-'));
  test.each(files)('%s has no line that comes near a development line', (name) => {
    const lines = parseJsonLines(readFileSync(new URL(name, trainingFolder()), 'utf8'), name);
    expect(
      nearDuplicates(
        lines.map((line) => line.text),
        heldBack.map((line) => line.text),
      ),
      'pnpm --filter @acebuddy/detection near-duplicates --drop',
    ).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringLiterals } from '../testing/string-literals.ts';

const root = join(import.meta.dirname, '..');
/** Words for the people who write workflow files and run commands, and the tools of tests. */
const notForCustomers = /^(?:check|definition|graph|testing|replies)\/|-cli\.ts$|\.test\.ts$|^operators-folders\.ts$/;
const sentence = /\p{L}[\p{L}'’-]*,? \p{L}[\p{L}'’-]*,? \p{L}/u;
/** Texts of errors, which the log gets. */
const isForLog = (before: string) => /\bthrow\b|\bError\($/.test(before);

function sentencesIn(source: string): string[] {
  return stringLiterals(source)
    .filter(({ text, before }) => sentence.test(text) && !isForLog(before))
    .map(({ line, text }) => `${line}: ${text}`);
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !notForCustomers.test(file))
  .sort();

describe('what the product says', () => {
  it.each(files)('stands in the catalogue, not in %s', (file) => {
    expect(sentencesIn(readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });

  it('is found where it stands in the code', () => {
    const code = [
      '// This comment says nothing to anybody.',
      "const a = /don't look here, it's no string/.test(x) ? 'Did that work?' : 'done';",
      `say(turn, \`Hi \${first ?? \`you there my friend\`}, what is wrong?\`);`,
      "throw new Error('nobody reads this text');",
      'const b = { "c": "All right, let\'s go on." };',
    ].join('\n');
    expect(sentencesIn(code)).toEqual([
      '2: Did that work?',
      '3: you there my friend',
      '3: Hi …, what is wrong?',
      "5: All right, let's go on.",
    ]);
  });
});

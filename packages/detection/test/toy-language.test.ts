import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bundledWorkflows } from '../src/bundled-workflows.ts';
import { createDetector, createReader } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'toy-language-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A language is a folder: words and lines, nothing else.
mkdirSync(join(folder, 'xx'));
writeFileSync(join(folder, 'xx', 'language.yaml'), 'negations: [zu]\nyesWords: [ka]\nnoWords: [zu]\n');
const confirm = { kind: 'confirm', ask: 'Muli?' };
const toyLines = [
  ['ka', confirm, 'yes'],
  ['ka ka', confirm, 'yes'],
  ['ka lami', confirm, 'yes'],
  ['zu', confirm, 'no'],
  ['zu zu', confirm, 'no'],
  ['zu lami', confirm, 'no'],
  ['pelo toru', { kind: 'idle' }, 'request'],
  ['pelo meno', { kind: 'idle' }, 'request'],
  ['sati wani', { kind: 'idle' }, 'human'],
  ['sati wani lami', { kind: 'idle' }, 'human'],
];
writeFileSync(
  join(folder, 'xx', 'lines.jsonl'),
  toyLines.map(([text, question, act]) => JSON.stringify({ text, question, act })).join('\n'),
);

const options = {
  detector: createDetector({ workflows: bundledWorkflows() }),
  folder: pathToFileURL(`${folder}/`),
  defaultLanguage: 'xx',
  cacheFolder: join(folder, 'models'),
};

test('a third language is a folder of data', () => {
  const reader = createReader(options);
  expect(reader.sources).toEqual({ xx: 'trained' });
  expect(reader.read('ka ka', { kind: 'confirm', ask: 'Muli?' }, 'xx-XX').acts[0]?.act).toBe('yes');
  expect(reader.read('zu', { kind: 'confirm', ask: 'Muli?' }, 'xx').acts[0]?.act).toBe('no');
  expect(reader.read('lami sati wani', undefined, 'xx')).toMatchObject({ language: 'xx', acts: [{ act: 'human' }] });
});

test('what was learned is kept for the next start, until a line changes', () => {
  expect(createReader(options).sources).toEqual({ xx: 'cached' });
  writeFileSync(
    join(folder, 'xx', 'more.jsonl'),
    JSON.stringify({ text: 'pelo', question: { kind: 'idle' }, act: 'request' }),
  );
  expect(createReader(options).sources).toEqual({ xx: 'trained' });
});

test('a default language without a folder is named at the start', () => {
  expect(() => createReader({ ...options, defaultLanguage: 'yy' })).toThrow('"yy"');
});

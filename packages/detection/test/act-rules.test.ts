import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { actsFolder } from '../src/acts/act-model-source.ts';
import { readActText } from '../src/acts/act-words.ts';
import { loadLanguage } from '../src/acts/language.ts';
import { loadRules, oddsByRules } from '../src/acts/rules.ts';

const english = loadLanguage(new URL('en/', actsFolder));
const callOdds = (text: string): number =>
  oddsByRules(readActText(text, english.words), english.rules).get('callback') ?? 1;

test.each([
  'no calls',
  "please don't phone us",
  'never ring this number',
  "don't call. No phone!",
  'without a call then',
])('"%s" refuses a call', (text) => {
  expect(callOdds(text)).toBeLessThan(1);
});

test.each([
  'no, call me',
  'no i want a call',
  "why don't you phone",
  "don't call the office, call my cell",
  "don't mail, just call",
  'nobody mailed me. please ring',
])('"%s" refuses none', (text) => {
  expect(callOdds(text)).toBeGreaterThanOrEqual(1);
});

test('a language may do without refusals, and none makes an act likelier', () => {
  const folder = mkdtempSync(join(tmpdir(), 'act-rules-'));
  const url = pathToFileURL(`${folder}/`);
  expect(loadRules(url).refused).toBeNull();
  writeFileSync(join(folder, 'rules.yaml'), 'refused: { odds: 2, behind: [{ words: [nein], within: 1 }], acts: {} }');
  expect(() => loadRules(url)).toThrow('odds');
});

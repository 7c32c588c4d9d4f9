import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createMatterReader, matterKinds } from '../src/index.ts';
import {
  matterLanguages,
  mattersFolder,
  parseMatterLines,
  readMatterDevelopmentLines,
  readMatterLines,
} from '../src/matter/matter-lines.ts';

import { judgeMatters, type MatterCard, matterFigures, urgentOnTopics } from '../src/matter/score-matter.ts';

const reader = createMatterReader();
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
const remedy = 'run `pnpm --filter @acebuddy/detection model:matter`';

test('the checked-in model is the one of the lines as they stand', () => {
  expect(reader.sources, remedy).toEqual({ en: 'bundled', es: 'bundled' });
});

test.each([
  ['I think we were hacked, there is a ransom note on every screen', 'security_incident'],
  ['somebody deleted our client folder, please restore it from backup', 'data_loss'],
  ['nobody in the office can log in, we are all down', 'office_down'],
  ['we fired him an hour ago and he is still logged on, cut him off now', 'leaver_signed_on'],
  ['the cabinet with the server smokes and smells burnt', 'physical_danger'],
  ['one of the monitors just caught fire', 'physical_danger'],
  ['everything down since ten past eight', 'office_down'],
  ['I fired Greg and he is copying customer files while I write this', 'leaver_signed_on'],
  ['a red skull and a bitcoin demand on two PCs', 'security_incident'],
  ['the payroll of one company vanished from QuickBooks', 'data_loss'],
  ['why were we charged twice on the last invoice', 'billing'],
  ['what are your support hours', 'contact'],
  ['I want to make a complaint, nobody ever calls me back', 'complaint'],
])('%s', (text, kind) => {
  expect(reader.read(text)?.kind).toBe(kind);
});

test.each([
  'delete the print job',
  'my account is locked since yesterday',
  'Outlook keeps asking for my password',
  'everyone',
  'the fan runs hot',
  'fire up the server on Monday',
  'my computer is down, only mine',
  'hello',
  '',
])('is about none of them: %j', (text) => {
  expect(reader.read(text)).toBeNull();
});

test('an unknown language is read by the default one', () => {
  expect(reader.read('we got hacked', 'xx-YY')).toEqual(reader.read('we got hacked', 'en'));
});

describe.each(matterLanguages())('the lines of %s', (language) => {
  const folder = new URL(`${language}/`, mattersFolder);
  const lines = readMatterLines(folder);

  test('hold at least 70 of every kind and 250 of none', () => {
    const short = [...matterKinds, 'none'].filter(
      (kind) => lines.filter((line) => line.label === kind).length < (kind === 'none' ? 250 : 70),
    );
    expect(short).toEqual([]);
  });

  test('never say the same twice', () => {
    const texts = lines.map((line) => wordsOf(line.text).join(' '));
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  // Jaccard similarity of the sets of words: shared words by all words of both.
  test('share fewer than six words of ten with any line of the development set', () => {
    const known = lines.map((line) => new Set(wordsOf(line.text)));
    const near = readMatterDevelopmentLines(folder).filter((line) => {
      const words = new Set(wordsOf(line.text));
      return known.some((other) => {
        const shared = [...words].filter((word) => other.has(word)).length;
        return shared / (words.size + other.size - shared) >= 0.6;
      });
    });
    expect(near.map((line) => line.text)).toEqual([]);
  });
});

test('a malformed line is named by file and number', () => {
  expect(() => parseMatterLines('{"text":"a","matter":null}\n{"text":"b","matter":"weather"}', 'x.jsonl')).toThrow(
    'x.jsonl line 2',
  );
});

const cards = JSON.parse(readFileSync(new URL('../scorecard-matter.json', import.meta.url), 'utf8')) as Record<
  string,
  MatterCard
>;

test('every language that can be read has a score card of its matters', () => {
  expect(Object.keys(cards).sort()).toEqual(matterLanguages());
});

describe.each(Object.entries(cards))('the score card of the matters: %s', (language, card) => {
  const now = matterFigures(judgeMatters(language));

  test.each(Object.entries(card.development))('%s does not drop by more than a point from %d', (name, before) => {
    expect(now[name]).toBeGreaterThanOrEqual(before - 0.01);
  });

  test('an urgent matter is one in 95 of 100 cases, and four of five are read', () => {
    expect(now.urgentPrecision).toBeGreaterThanOrEqual(0.95);
    expect(now.urgentRecall).toBeGreaterThanOrEqual(0.8);
  });

  test('messages that mean a workflow are hardly ever taken for an urgent matter', () => {
    expect(urgentOnTopics(reader, language)).toBeLessThanOrEqual(0.025);
  });
});

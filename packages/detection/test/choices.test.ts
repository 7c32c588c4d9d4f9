import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type ChoiceLine,
  choiceLanguages,
  choicesFolder,
  noOption,
  parseChoiceLines,
  readChoiceDevelopmentLines,
  readChoiceLines,
} from '../src/choices/choice-lines.ts';
import { type ChoiceCard, choiceFigures, judgeChoices } from '../src/choices/score-choices.ts';
import { choiceBars, createChoiceReader } from '../src/index.ts';

const reader = createChoiceReader();
const remedy = 'run `pnpm --filter @acebuddy/detection model:choices`';

test('the checked-in model is the one of the lines as they stand', () => {
  expect(reader.sources, remedy).toEqual({ en: 'bundled', es: 'bundled' });
});

test.each([
  ['email_issues.problem', 'I write to people and it all piles up in the outbox, what they write me arrives', 'send'],
  ['printer_issues.problem', 'it is online, but the letter I sent keeps hanging in the queue', 'stuck'],
  ['people', 'the other ladies print happily, it must be something with mine', 'one_person'],
  ['user_management.change', 'Gloria is retiring, her login has to be closed', 'remove'],
])('%s: %s', (question, text, option) => {
  const read = reader.read(question, text, 'en-GB');
  expect(read?.option).toBe(option);
  expect(read?.confidence).toBeGreaterThanOrEqual(choiceBars.fill);
});

test.each([
  ['printer_issues.problem', 'our printer has a problem, can you help'],
  ['people', 'my scanner is not working'],
  ['qb_issues.problem', 'Premier 2022'],
])('%s: %s names none', (question, text) => {
  expect(reader.read(question, text)?.option).toBeNull();
});

test('a question or a language without lines is not read', () => {
  expect(reader.read('coffee.problem', 'it is cold')).toBeNull();
  expect(reader.read('people', 'nur bei mir', 'de')).toBeNull();
});

test('lines of a workflow of one’s own are learned beside those of the folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'choices-'));
  mkdirSync(join(root, 'en'));
  writeFileSync(
    join(root, 'en', 'tea.wish.txt'),
    '## milk\nwith milk\nsome milk please\n## lemon\na slice of lemon\nlemon\n',
  );
  const lines = (option: string, ...texts: readonly string[]): ChoiceLine[] =>
    texts.map((text) => ({ question: 'coffee.problem', option, text }));
  const own = [
    ...lines('cold', 'the coffee is cold', 'lukewarm again', 'comes out cold', 'it is not hot at all'),
    ...lines('taste', 'it tastes bitter', 'burnt taste', 'the taste is awful', 'sour and bitter'),
  ];
  const options = { own, folder: pathToFileURL(`${root}/`), cacheFolder: join(root, 'cache') };
  expect(createChoiceReader(options).sources).toEqual({ en: 'trained' });
  const again = createChoiceReader(options);
  expect(again.sources).toEqual({ en: 'cached' });
  expect(again.read('coffee.problem', 'my coffee was cold this morning')?.option).toBe('cold');
  expect(again.read('coffee.problem', 'what an awful bitter taste')?.option).toBe('taste');
  expect(again.read('tea.wish', 'lemon for me')?.option).toBe('lemon');
  rmSync(root, { recursive: true });
});

/** Share of the development lines that may be measured on; the short answers of the Spanish ones meet more training lines. */
const apart: Readonly<Record<string, number>> = { es: 0.5 };

describe.each(choiceLanguages())('the lines of %s', (language) => {
  const folder = new URL(`${language}/`, choicesFolder);
  const judged = judgeChoices(language);
  const [lines, development] = [readChoiceLines(folder), readChoiceDevelopmentLines(folder)];
  const count = (of: readonly ChoiceLine[], { question, option }: ChoiceLine) =>
    of.filter((line) => line.question === question && line.option === option).length;
  const short = (of: readonly ChoiceLine[], min: number) =>
    [
      ...new Set(lines.filter((line) => count(of, line) < min).map(({ question, option }) => `${question} ${option}`)),
    ].sort();

  test('hold at least 15 of every option, 6 for development', () => {
    expect(short(lines, 15)).toEqual([]);
    expect(short(development, 6)).toEqual([]);
  });

  test('have lines of none for every question', () => {
    const questions = new Set(lines.map(({ question }) => question));
    const withNone = new Set(lines.filter(({ option }) => option === noOption).map(({ question }) => question));
    expect([...questions].filter((question) => !withNone.has(question))).toEqual([]);
  });

  test('never say the same twice for one question', () => {
    const texts = lines.map(({ question, text }) => `${question} ${text.toLowerCase()}`);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  // Those are left out of the figures; a set of many proves little.
  test('come near few lines of the development set', () => {
    expect(judged.length).toBeGreaterThan(development.length * (apart[language] ?? 0.92));
  });
});

test('a line before the first option is named by file and number', () => {
  expect(() => parseChoiceLines('\nit is cold', 'coffee.problem')).toThrow('coffee.problem.txt line 2');
});

const cards = JSON.parse(readFileSync(new URL('../scorecard-choices.json', import.meta.url), 'utf8')) as Record<
  string,
  ChoiceCard
>;

test('every language that can be read has a score card of its choices', () => {
  expect(Object.keys(cards).sort()).toEqual(choiceLanguages());
});

describe.each(Object.entries(cards))('the score card of the choices: %s', (language, card) => {
  const now = choiceFigures(judgeChoices(language));
  const isError = (name: string) => name.startsWith('wrong');

  test.each(Object.entries(card.development))('%s is no more than a point worse than %d', (name, before) => {
    const after = now[name] ?? 0;
    expect(isError(name) ? before - after : after - before).toBeGreaterThanOrEqual(-0.01);
  });

  test('of what is filled in, at most four in a hundred are wrong', () => {
    expect(now.wrongWhenAnswered).toBeLessThanOrEqual(0.04);
    expect(now.wrongWhenFilled).toBeLessThanOrEqual(0.04);
    expect(now.wrongWhenSure).toBeLessThanOrEqual(0.03);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readPublicSet } from '../src/bench/public-set.ts';
import { evaluateDevelopment, evaluateRealWording, measurePublicSets, toFigures, toRealFigures } from '../src/score.ts';
import { evaluateLanguage, languageFigures, toLanguageFigures } from '../src/score-language.ts';

const sharesSchema = z.record(z.string(), z.number());
const cardSchema = z.object({
  development: sharesSchema,
  realWording: sharesSchema,
  publicSets: sharesSchema,
  languages: z.record(z.string(), z.object({ development: sharesSchema })),
  languageReading: sharesSchema,
});
const card = cardSchema.parse(JSON.parse(readFileSync(new URL('../scorecard.json', import.meta.url), 'utf8')));
const point = 0.01;

describe('the score card of the development set', () => {
  const now = toFigures(evaluateDevelopment());
  test.each(Object.entries(card.development))('%s does not drop by more than a point from %d', (name, before) => {
    expect(now[name]).toBeGreaterThanOrEqual(before - point);
  });
});

describe("the score card of real people's wording", () => {
  const now = toRealFigures(evaluateRealWording());
  test.each(Object.entries(card.realWording))('%s does not drop by more than a point from %d', (name, before) => {
    expect(now[name]).toBeGreaterThanOrEqual(before - point);
  });
});

describe.each(Object.entries(card.languages))('the score card of "%s"', (language, { development }) => {
  const now = toLanguageFigures(evaluateLanguage(language));
  test.each(Object.entries(development))('%s does not drop by more than a point from %d', (name, before) => {
    expect(now[name]).toBeGreaterThanOrEqual(before - point);
  });
});

describe('the reading of languages', () => {
  const now = languageFigures(Object.keys(card.languages));
  test.each(Object.entries(card.languageReading))('%s does not drop by more than a point from %d', (name, before) => {
    expect(now[name]).toBeGreaterThanOrEqual(before - point);
  });
});

const small = ['askubuntu', 'webapplications', 'chatbot'];
const isThere = small.every((name) => readPublicSet(name) !== null);

// Left out where the public sets are not beside the checkout (../shared/benchmarks/nlu).
describe.skipIf(!isThere)('the score card of the small public sets (left out without ../shared/benchmarks/nlu)', () => {
  test.each(small)('%s does not drop by more than a point', (name) => {
    expect(measurePublicSets([name])[name]).toBeGreaterThanOrEqual((card.publicSets[name] ?? 1) - point);
  });
});

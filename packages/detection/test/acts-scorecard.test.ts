import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActLine } from '../src/acts/act-lines.ts';
import { bundledReading, readOtherHands, toActFigures, unseenActLines } from '../src/acts/act-score.ts';
import { evaluateActs } from '../src/acts/evaluate-acts.ts';
import { actLanguages } from '../src/acts/reader.ts';

const figures = z.record(z.string(), z.number());
const cardSchema = z.record(
  z.string(),
  z.object({
    development: figures,
    otherHands: figures.optional(),
    curve: z.array(z.object({ lines: z.number(), acceptable: z.number() })),
  }),
);
const card = cardSchema.parse(JSON.parse(readFileSync(new URL('../scorecard-acts.json', import.meta.url), 'utf8')));

const lessIsBetter: ReadonlySet<string> = new Set(['misread', 'dangerous', 'calibrationError']);
const point = 0.01;
/** A figure of few lines moves by more than a point when a single one of them changes. */
const smallSets = 0.06;

function expectNoWorse(lines: readonly ActLine[], language: string, before: Readonly<Record<string, number>>): void {
  const now = toActFigures(evaluateActs(lines, bundledReading(language)));
  for (const [name, value] of Object.entries(before)) {
    const leeway = /^(act|kind) /.test(name) ? smallSets : point;
    if (lessIsBetter.has(name)) expect(now[name], name).toBeLessThanOrEqual(value + leeway);
    else expect(now[name], name).toBeGreaterThanOrEqual(value - leeway);
  }
}

describe.each(Object.entries(card))('the score card of acts: %s', (language, before) => {
  test('no figure of the development set gets worse', () => {
    expectNoWorse(unseenActLines(language), language, before.development);
  });

  const others = readOtherHands(language);
  // Nobody else has written any in the other languages yet.
  if (others === null && language !== 'en') return;
  // Left out where the set is not beside the checkout (../shared/benchmarks/acts).
  test.skipIf(others === null)('no figure of the set by other hands gets worse', () => {
    expectNoWorse(others ?? [], language, before.otherHands ?? {});
  });

  test.skipIf(others === null)('what is wanted holds on the set by other hands', () => {
    const now = toActFigures(evaluateActs(others ?? [], bundledReading(language)));
    expect(now.acceptable).toBeGreaterThanOrEqual(language === 'en' ? 0.8 : 0.72);
    if (language !== 'en') return;
    expect(now.lookalikes).toBeGreaterThanOrEqual(0.76);
    expect(now.secondFound).toBeGreaterThanOrEqual(0.55);
    expect(now.misread).toBeLessThanOrEqual(0.08);
    expect(now.dangerous).toBeLessThanOrEqual(0.008);
    expect(now.wishesFound).toBeGreaterThanOrEqual(0.7);
  });
});

test('every language that can be read has a score card', () => {
  expect(Object.keys(card).sort()).toEqual(actLanguages());
});

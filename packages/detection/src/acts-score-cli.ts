import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readActLines } from './acts/act-lines.ts';
import { actsFolder } from './acts/act-model-source.ts';
import { bundledReading, learningCurve, readOtherHands, toActFigures, unseenActLines } from './acts/act-score.ts';
import { evaluateActs } from './acts/evaluate-acts.ts';
import { measureReading } from './acts/measure-reading.ts';
import { withoutNearLines } from './acts/near-duplicates.ts';
import { actLanguages } from './acts/reader.ts';
import { renderActSection } from './acts/render-acts.ts';

const page = new URL('../../../docs/scorecard.md', import.meta.url);
const mark =
  '<!-- dialogue acts: made by `pnpm --filter @acebuddy/detection score:acts`, a test fails when a figure gets worse -->';

const sections = actLanguages().map((language) => {
  const unseen = unseenActLines(language);
  const others = readOtherHands(language);
  const read = bundledReading(language);
  const training = readActLines(new URL(`${language}/`, actsFolder));
  return {
    language,
    trainingLines: training.length,
    development: evaluateActs(unseen, read),
    otherHands: others && evaluateActs(others, read),
    otherHandsApart: others && evaluateActs(withoutNearLines(others, training), read),
    curve: learningCurve(language, others ?? unseen),
    cost: measureReading(others ?? unseen),
  };
});

const card = Object.fromEntries(
  sections.map((section) => [
    section.language,
    {
      development: toActFigures(section.development),
      ...(section.otherHands && { otherHands: toActFigures(section.otherHands) }),
      curve: section.curve,
    },
  ]),
);
writeFileSync(new URL('../scorecard-acts.json', import.meta.url), `${JSON.stringify(card, null, 2)}\n`);
const before = existsSync(page) ? (readFileSync(page, 'utf8').split(mark)[0] ?? '') : '';
writeFileSync(page, `${before.trimEnd()}\n\n${mark}\n\n${renderActSection(sections)}`);
process.stdout.write(renderActSection(sections));

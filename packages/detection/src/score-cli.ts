import { writeFileSync } from 'node:fs';
import { renderChoices } from './choices/render-choices.ts';
import { measureChoiceCard } from './choices/score-choices.ts';
import { renderMatters } from './matter/render-matter.ts';
import { measureMatterCard } from './matter/score-matter.ts';
import { measureCost } from './measure-cost.ts';
import { renderScoreCard } from './render-score-card.ts';
import { measure, unseenLines } from './score.ts';

const { card, evaluation, real } = measure();
const messages = unseenLines().map((line) => String(JSON.parse(line).text));
writeFileSync(new URL('../scorecard.json', import.meta.url), `${JSON.stringify(card, null, 2)}\n`);
const matters = measureMatterCard('en', messages);
writeFileSync(new URL('../scorecard-matter.json', import.meta.url), `${JSON.stringify(matters.card, null, 2)}\n`);
const choices = measureChoiceCard('en', messages);
writeFileSync(new URL('../scorecard-choices.json', import.meta.url), `${JSON.stringify(choices.card, null, 2)}\n`);
const page = `${renderScoreCard(card, { evaluation, real }, measureCost(messages))}\n${[...renderMatters(matters), ...renderChoices(choices)].join('\n')}`;
writeFileSync(new URL('../../../docs/scorecard.md', import.meta.url), page);
process.stdout.write(page);

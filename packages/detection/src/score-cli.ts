import { writeFileSync } from 'node:fs';
import { measureCost } from './measure-cost.ts';
import { renderScoreCard } from './render-score-card.ts';
import { measure, unseenLines } from './score.ts';

const { card, evaluation } = measure();
const messages = unseenLines().map((line) => String(JSON.parse(line).text));
writeFileSync(new URL('../scorecard.json', import.meta.url), `${JSON.stringify(card, null, 2)}\n`);
const page = renderScoreCard(card, evaluation, measureCost(messages));
writeFileSync(new URL('../../../docs/scorecard.md', import.meta.url), page);
process.stdout.write(page);

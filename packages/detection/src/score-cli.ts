import { writeFileSync } from 'node:fs';
import { choiceLanguages } from './choices/choice-lines.ts';
import { renderChoices } from './choices/render-choices.ts';
import { measureChoiceCard } from './choices/score-choices.ts';
import { defaultLanguage } from './domain/wording.ts';
import { matterLanguages } from './matter/matter-lines.ts';
import { renderMatters } from './matter/render-matter.ts';
import { measureMatterCard } from './matter/score-matter.ts';
import { measureCost } from './measure-cost.ts';
import { renderScoreCard } from './render-score-card.ts';
import { measure, unseenLines } from './score.ts';
import { unseenLanguageLines } from './score-language.ts';

const { card, evaluation, real } = measure();
const messages = unseenLines().map((line) => String(JSON.parse(line).text));
writeFileSync(new URL('../scorecard.json', import.meta.url), `${JSON.stringify(card, null, 2)}\n`);
const messagesOf = (language: string) =>
  language === defaultLanguage ? messages : unseenLanguageLines(language).map((line) => String(JSON.parse(line).text));
const matters = matterLanguages().map((language) => ({
  language,
  ...measureMatterCard(language, messagesOf(language)),
}));
writeCards('scorecard-matter.json', matters);
const choices = choiceLanguages().map((language) => ({
  language,
  ...measureChoiceCard(language, messagesOf(language)),
}));
writeCards('scorecard-choices.json', choices);
const page = `${renderScoreCard(card, { evaluation, real }, measureCost(messages))}\n${[...matters.flatMap(renderMatters), ...choices.flatMap(renderChoices)].join('\n')}`;
writeFileSync(new URL('../../../docs/scorecard.md', import.meta.url), page);
process.stdout.write(page);

/** Writes the cards of a head, by language. */
function writeCards(name: string, measured: readonly { readonly language: string; readonly card: object }[]): void {
  const cards = Object.fromEntries(measured.map(({ language, card }) => [language, card]));
  writeFileSync(new URL(`../${name}`, import.meta.url), `${JSON.stringify(cards, null, 2)}\n`);
}

import { percent } from '../render-evaluation.ts';
import { choiceBars } from './choice-options.ts';
import type { ChoiceCard } from './score-choices.ts';

interface MeasuredChoices {
  readonly language: string;
  readonly card: ChoiceCard;
  readonly p50Ms: number;
}

/** The part of the score card on the options of choices. */
export function renderChoices({ language, card, p50Ms }: MeasuredChoices): string[] {
  return [
    `## Options of choices (${language})`,
    '',
    `Which option of a question a message chooses, or none. \`answered\`: read right and at least ${choiceBars.answer} sure, of the lines that choose one; \`filled\`: at least ${choiceBars.fill}; \`sure\`: at least ${choiceBars.sure}; \`wrong…\`: of what was acted on (goal: at most 4%).`,
    'The development set is by the hand of the training lines, so it flatters; the held-out figures are of training lines that differ on purpose, and too hard.',
    '',
    '| figure | development | held out |',
    '|---|---|---|',
    ...Object.entries(card.development).map(
      ([name, value]) => `| ${name} | ${percent(value)} | ${percent(card.heldOut[name] ?? 0)} |`,
    ),
    `| a message, median | ${p50Ms.toFixed(3)} ms | |`,
    '',
    '| question | development lines read right |',
    '|---|---|',
    ...Object.entries(card.questions).map(([name, value]) => `| ${name} | ${percent(value)} |`),
    '',
  ];
}

import { percent } from '../render-evaluation.ts';
import type { MatterCard } from './score-matter.ts';

const goals: Readonly<Record<string, number>> = { urgentPrecision: 0.95, urgentRecall: 0.8 };

interface MeasuredMatters {
  readonly language: string;
  readonly card: MatterCard;
  readonly p50Ms: number;
}

/** The part of the score card on matters outside of the workflows. */
export function renderMatters({ language, card, p50Ms }: MeasuredMatters): string[] {
  return [
    `## Matters outside of the workflows (${language})`,
    '',
    'Security incidents, data loss, an office that cannot work, a leaver who is signed on (the urgent four), billing, contact, complaint, or none. A development set written',
    'before the training lines by the same hand; its misses were seen before more lines were written, and the settings were chosen with it in view, so it flatters. The held-out figures (five folds of the training lines, look-alikes mined from the workflows) are harder, miss both goals, and are the ones to believe.',
    '',
    '| figure | development | held out | goal |',
    '|---|---|---|---|',
    ...Object.entries(card.development).map(
      ([name, value]) =>
        `| ${name} | ${percent(value)} | ${cell(card.heldOut[name])} | ${goals[name] === undefined ? '' : percent(goals[name])} |`,
    ),
    `| workflow messages taken for an urgent matter | ${percent(card.urgentOnTopics)} | | |`,
    `| a message, median | ${p50Ms.toFixed(3)} ms | | 0.05 ms |`,
    '',
  ];
}

function cell(value: number | undefined): string {
  return value === undefined ? '' : percent(value);
}

import { computeReport, figures } from '@acebuddy/metrics';
import { expect, it } from 'vitest';
import type { Report } from '../api/types.ts';
import lists from './figure-groups.json' with { type: 'json' };
import { outcomeSeries } from './outcome-series.ts';

const outcomes = ['solved', 'waiting_approval', 'abandoned_ticket', 'withdrawn', 'open', 'replaced'] as const;
const facts = outcomes.map(
  (outcome, index) =>
    ({
      kind: 'run',
      id: outcome,
      at: Date.parse(`2026-11-0${1 + (index % 2)}T12:00:00Z`) / 60_000,
      workflow: 'password_reset',
      language: null,
      priority: null,
      messages: 1,
      atOnce: 1,
      which: 0,
      whichAnswered: 0,
      switched: 0,
      outcome,
      endedAt: null,
      why: null,
      person: null,
      firstMs: null,
      way: null,
    }) as const,
);
const counted = computeReport(facts, {
  from: '2026-11-01',
  to: '2026-11-02',
  by: 'day',
  zone: 'UTC',
  hours: { timeZone: 'UTC', days: [], holidays: [] },
  impact: { hourCost: 30, currency: '$', minutesSaved: {} },
  now: new Date('2026-12-01T00:00:00Z'),
});
const definitions = figures.map(({ id, title, definition, unit }) => ({ id, title, definition, unit, assumed: false }));
const report = { ...counted, definitions } as unknown as Report;

it('charts every ending that occurred, and those of a day add up to the runs begun', () => {
  const series = outcomeSeries(report);
  expect(series.map(({ name }) => name)).toEqual([
    'Solved',
    'Waiting for approval',
    'Abandoned, with ticket',
    'Withdrawn',
    'Still open',
  ]);
  const sums = report.groups.map((_day, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  expect(sums).toEqual(report.groups.map((group) => group.figures.runs?.value));
  expect(sums).toEqual([3, 2]);
});

it('has a colour of its own for every ending that there is', () => {
  const endings = figures.map(({ id }) => id).filter((id) => id.startsWith('outcome_'));
  expect([...lists.chartedOutcomes].sort()).toEqual(endings.sort());
});

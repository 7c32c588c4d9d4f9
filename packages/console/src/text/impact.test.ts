import { computeReport, figures } from '@acebuddy/metrics';
import { expect, it } from 'vitest';
import { impactOf, operatorLines } from './impact.ts';

const at = Date.parse('2026-11-10T12:00:00Z') / 60_000;
const run = (id: string, workflow: string, outcome: string) =>
  ({
    kind: 'run',
    id,
    at,
    workflow,
    language: null,
    priority: null,
    messages: 3,
    atOnce: 3,
    which: 0,
    whichAnswered: 0,
    switched: 0,
    outcome,
    endedAt: at + 5,
    why: null,
    person: null,
    firstMs: 300,
    way: null,
  }) as const;
const inputs = { hourCost: 30, currency: '$', minutesSaved: { password_reset: 12, qb_issues: 30 } };
const report = computeReport(
  [
    run('1', 'password_reset', 'solved'),
    run('2', 'password_reset', 'ticket'),
    run('3', 'password_reset', 'assumed_solved'),
    run('4', 'qb_issues', 'waiting_approval'),
    run('5', 'qb_issues', 'abandoned'),
    run('6', 'unpriced', 'solved'),
  ],
  {
    from: '2026-11-01',
    to: '2026-11-30',
    by: 'workflow',
    zone: 'UTC',
    hours: { timeZone: 'UTC', days: [], holidays: [] },
    impact: inputs,
    now: new Date('2026-12-01T00:00:00Z'),
  },
);

const groups = report.groups as Parameters<typeof impactOf>[0];

it('computes what the report computes, from its counts by workflow', () => {
  const { hours, money, assumedHours, moneyPerYear, measured } = report.impact;
  expect(figures.some(({ id }) => id === 'outcome_waiting_approval')).toBe(true);
  expect(hours).toBeCloseTo(54 / 60);
  const answer = impactOf(groups, inputs, measured.tickets, 30);
  expect(answer.hours).toBeCloseTo(hours);
  expect(answer.money).toBeCloseTo(money);
  expect(answer.assumedHours).toBeCloseTo(assumedHours);
  expect(answer.moneyPerYear).toBeCloseTo(moneyPerYear);
  expect(answer.moneyPer100Tickets).toBeNull();
});

it('follows other inputs', () => {
  const answer = impactOf(groups, { hourCost: 60, minutesSaved: { ...inputs.minutesSaved, unpriced: 6 } }, 50, 30);
  expect(answer.money).toBeCloseTo(60);
  expect(answer.moneyPer100Tickets).toBeCloseTo(120);
});

it("writes only what was changed for the operator's file", () => {
  expect(operatorLines(inputs, inputs)).toBeNull();
  const changed = { hourCost: 40, minutesSaved: { ...inputs.minutesSaved, qb_issues: 25 } };
  expect(JSON.parse(`{${operatorLines(changed, inputs)}}`)).toEqual({
    impact: { hour_cost: 40, minutes_saved: { qb_issues: 25 } },
  });
});

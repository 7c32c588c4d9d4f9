import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { countingVersion, packDay, unpackDay } from './day-text.ts';
import type { Fact } from './fact.ts';
import { createCounter, createDayCounter } from './report.ts';

const options = {
  from: '2026-11-10',
  to: '2026-11-11',
  zone: 'UTC',
  hours: {
    timeZone: 'UTC',
    days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
    holidays: [],
  },
  impact: { hourCost: 30, currency: '$', minutesSaved: { printer_issues: 20 } },
  now: new Date('2026-12-10T00:00:00.000Z'),
};
const at = Date.parse('2026-11-10T09:00:00Z') / 60_000;
const base = { id: '', at, workflow: 'printer_issues', language: 'en', priority: 'High' };
const understood = { messages: 3, atOnce: 2, which: 1, whichAnswered: 1, switched: 1 };
const run = {
  ...base,
  ...understood,
  kind: 'run',
  endedAt: at + 9,
  why: null,
  person: null,
  firstMs: 400,
  way: 'ask:problem*1 end:ticket',
} as const;
const ticket = { ...base, kind: 'ticket', team: 'IT Support', outcome: 'ticket', logged: false, turns: 4 } as const;
const made = {
  ...ticket,
  state: 'created',
  createdS: 2,
  toldS: 3,
  contact: true,
  chat: true,
  closedAt: at + 90,
} as const;
/** Whatever a figure tells apart. */
const facts: readonly Fact[] = [
  { ...base, ...understood, kind: 'chat', workflow: null, priority: null },
  ...['open', 'solved', 'assumed_solved', 'ticket', 'handed_over', 'abandoned', 'replaced'].map((outcome) => ({
    ...run,
    outcome,
  })),
  { ...run, outcome: 'handover_failed', why: 'stuck', person: 'nobody', workflow: '__proto__' },
  made,
  { ...made, createdS: 900, contact: null, chat: false, team: null, language: 'es' },
  { ...made, state: 'refused', createdS: null, toldS: null, closedAt: null },
  { ...base, kind: 'mail', template: 'team_notice', outcome: 'accepted' },
  { ...base, kind: 'mail', template: 'code', outcome: 'refused' },
  { ...base, kind: 'rating', stars: 5 },
  { ...base, kind: 'rating', stars: 2 },
  { ...base, kind: 'approval', decision: 'approved', decidedAt: at + 5 },
  { ...base, kind: 'approval', at: at + 1_440, decision: null, decidedAt: null },
];

function counted() {
  const counter = createDayCounter(options);
  counter.take(facts);
  return counter.days();
}

it('a day comes out of its text as it was counted, and makes the same report', () => {
  const days = counted();
  expect(days.size).toBe(2);
  const [own, kept] = [createCounter({ ...options, by: 'workflow' }), createCounter({ ...options, by: 'workflow' })];
  for (const [date, cells] of days) {
    const read = unpackDay(packDay(cells));
    expect(read).toEqual(cells);
    own.takeDay(date, cells);
    kept.takeDay(date, read);
  }
  expect(kept.report()).toEqual(own.report());
});

/** These facts are counted otherwise than before: `countingVersion` goes up, and the digest below is taken anew. */
it('what is counted of the same facts changes with its version alone', () => {
  const text = [...counted().values()].map(packDay).join('\n');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  expect(`${countingVersion} ${digest}`).toMatchInlineSnapshot(`"2 3621e2c4d639"`);
});

import { describe, expect, it } from 'vitest';
import { businessClock, daysBetween } from './calendar.ts';
import { type Fact, type FactRow, minuteOf, spanOf, toFact, toRow } from './fact.ts';
import { figures } from './figures.ts';
import { metricsPage } from './metrics-page.ts';
import { computeReport, type ReportOptions } from './report.ts';
import { reportCsv } from './report-csv.ts';
import { packSheet, unpackSheets } from './sheet.ts';

const office = {
  timeZone: 'America/Chicago',
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
  holidays: ['2026-11-26'],
};
const options: ReportOptions = {
  from: '2026-11-01',
  to: '2026-11-30',
  by: 'day',
  zone: 'America/Chicago',
  hours: office,
  impact: { hourCost: 30, currency: '$', minutesSaved: { printer_issues: 20, password_reset: 10 } },
  now: new Date('2026-12-10T00:00:00.000Z'),
};

const dims = { workflow: 'printer_issues', language: 'en', priority: 'High' } as const;
const untold = { messages: 0, atOnce: 0, which: 0, whichAnswered: 0, switched: 0 };
const reportOf = (rows: readonly FactRow[], more: ReportOptions) =>
  computeReport(unpackSheets([packSheet(rows), packSheet([])]), more);
let ids = 0;
const at = (instant: string) => {
  ids += 1;
  return { id: `run-${ids}`, at: minuteOf(instant), ...dims };
};
const run = (instant: string, more: Partial<Extract<Fact, { kind: 'run' }>> = {}): FactRow =>
  toRow({
    kind: 'run',
    ...at(instant),
    ...untold,
    outcome: 'open',
    endedAt: null,
    why: null,
    person: null,
    firstMs: null,
    way: null,
    ...more,
  });
const ticket = (instant: string, more: Partial<Extract<Fact, { kind: 'ticket' }>> = {}): FactRow =>
  toRow({
    kind: 'ticket',
    ...at(instant),
    team: 'IT Support',
    outcome: 'ticket',
    state: 'created',
    createdS: 2,
    toldS: 2,
    contact: true,
    chat: true,
    logged: false,
    closedAt: null,
    turns: 3,
    ...more,
  });
const mail = (instant: string, outcome: string, template = 'team_notice'): FactRow =>
  toRow({ kind: 'mail', ...at(instant), template, outcome });

const noon = '2026-11-10T18:00:00.000Z';
const valuesOf = (rows: readonly FactRow[], more: Partial<ReportOptions> = {}) =>
  Object.fromEntries(
    Object.entries(reportOf(rows, { ...options, ...more }).total.figures).map(([id, { value }]) => [id, value]),
  );

describe('days', () => {
  it('are those of the zone, on the days on which clocks change, too', () => {
    const { dates, begins, end } = daysBetween('2026-10-31', '2026-11-02', 'America/Chicago');
    expect(dates).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
    expect([...begins, end].map((minute) => new Date(minute * 60_000).toISOString())).toEqual([
      '2026-10-31T05:00:00.000Z',
      '2026-11-01T05:00:00.000Z',
      '2026-11-02T06:00:00.000Z',
      '2026-11-03T06:00:00.000Z',
    ]);
  });

  it('decide where a fact counts: a minute before midnight belongs to the day before', () => {
    const rows = [run('2026-11-10T05:59:59.000Z'), run('2026-11-10T06:00:00.000Z')];
    const counts = (zone: string) =>
      reportOf(rows, { ...options, zone })
        .groups.filter(({ figures: { runs } }) => runs?.value !== 0)
        .map(({ key, figures: { runs } }) => [key, runs?.value]);
    expect(counts('America/Chicago')).toEqual([
      ['2026-11-09', 1],
      ['2026-11-10', 1],
    ]);
    expect(counts('Asia/Kolkata')).toEqual([['2026-11-10', 2]]);
  });

  it('outside of the report do not count, and days of it on which nothing happened stand there', () => {
    const { total, groups } = reportOf([run('2026-10-31T20:00:00.000Z'), run('2026-12-01T07:00:00.000Z')], options);
    expect(total.figures.runs).toEqual({ value: 0, of: null });
    expect(groups).toHaveLength(30);
  });
});

describe('business hours', () => {
  const clock = (hours = office) =>
    businessClock(hours, minuteOf('2026-11-01T00:00:00.000Z'), minuteOf('2026-12-10T00:00:00.000Z'));
  const between = (from: string, to: string, hours = office) => clock(hours)(minuteOf(from), minuteOf(to));

  it('leave out nights, weekends and holidays', () => {
    // Friday 17:00 to Monday 09:00 in Chicago.
    expect(between('2026-11-20T23:00:00.000Z', '2026-11-23T15:00:00.000Z')).toBe(120);
    // Wednesday 17:00 to Friday 09:00 over Thanksgiving.
    expect(between('2026-11-25T23:00:00.000Z', '2026-11-27T15:00:00.000Z')).toBe(120);
  });

  it('of a night shift end on the next day, and hours that overlap count once', () => {
    const shifts = [
      { weekday: 2, from: '22:00', to: '06:00' },
      { weekday: 2, from: '23:00', to: '24:00' },
    ];
    expect(between('2026-11-11T03:00:00.000Z', '2026-11-11T18:00:00.000Z', { ...office, days: shifts })).toBe(480);
  });
});

describe('figures', () => {
  it('tell runs apart by how they ended; what is assumed is in no sum', () => {
    const outcomes = ['solved', 'assumed_solved', 'ticket', 'waiting_approval', 'handed_over', 'handover_failed'];
    const rows = [...outcomes, 'abandoned_ticket', 'abandoned', 'withdrawn', 'open', 'replaced'].map((outcome) =>
      run(noon, { outcome }),
    );
    expect(valuesOf(rows)).toMatchObject({
      runs: 10,
      outcome_solved: 1,
      outcome_assumed_solved: 1,
      completion_rate: 0.5,
      hours_saved: 1,
      money_saved: 30,
      hours_saved_assumed: 1 / 3,
    });
  });

  it('count who wanted a person, by reason', () => {
    const rows = [
      run(noon, { outcome: 'handed_over', why: 'upset', person: 'joined' }),
      run(noon, { outcome: 'ticket', why: 'asked' }),
      run(noon, { outcome: 'ticket' }),
      run(noon, { outcome: 'solved' }),
    ];
    const { total } = reportOf(rows, options);
    expect(total.figures.escalation_rate).toEqual({ value: 0.5, of: 4 });
    expect(total.breakdowns.escalations_by_reason).toEqual({ asked: 1, upset: 1 });
  });

  it('count a ticket where it was promised, whenever it is closed', () => {
    const early = ticket('2026-11-02T16:00:00.000Z', { closedAt: minuteOf('2026-12-08T16:00:00.000Z') });
    const { groups } = reportOf([early], options);
    const day = groups.find(({ key }) => key === '2026-11-02');
    expect(day?.figures.resolution_median).toEqual({ value: 36 * 1_440, of: 1 });
    expect(day?.figures.tickets?.value).toBe(1);
  });

  it('take the middle of times, of tickets that were open at first', () => {
    const closed = (hours: number) => ticket(noon, { closedAt: minuteOf(noon) + hours * 60 });
    const rows = [...[1, 2, 3, 4, 100].map(closed), ticket(noon, { logged: true, closedAt: null }), ticket(noon)];
    expect(valuesOf(rows)).toMatchObject({
      resolution_median: 180,
      resolution_p90: 6_000,
      turns_to_ticket_median: 3,
    });
    const first = [100, 200, 3_000].map((firstMs) => run(noon, { firstMs }));
    expect(valuesOf(first)).toMatchObject({ first_answer_median: 0.2, first_answer_p90: 3 });
  });

  it('say how many promised requests have their ticket, in time and at all', () => {
    const rows = [
      ticket(noon, { createdS: 300 }),
      ticket(noon, { createdS: 301 }),
      ticket(noon, { createdS: 7_200 }),
      ticket(noon, { state: 'promised', createdS: null, toldS: null, contact: null, chat: null }),
      ticket(noon, { state: 'refused', createdS: null, toldS: null, contact: null, chat: null }),
      // Of an earlier release: nobody knows how long it took.
      ticket(noon, { createdS: null, toldS: null, contact: false, chat: null }),
    ];
    expect(valuesOf(rows)).toMatchObject({
      tickets: 4,
      ticket_success_5m: 1 / 5,
      ticket_success_1h: 2 / 5,
      ticket_success_ever: 4 / 6,
      contact_success: 3 / 4,
      chat_linking: 1,
    });
  });

  it('tell mails that were accepted from those that were refused or wait, by kind', () => {
    const rows = [
      mail(noon, 'accepted'),
      mail(noon, 'refused'),
      mail(noon, 'due', 'code'),
      mail(noon, 'accepted', 'code'),
    ];
    expect(valuesOf(rows)).toMatchObject({ mail_delivery: 0.5, mails_refused: 1, mails_waiting: 1 });
    expect(reportOf(rows, options).total.breakdowns).toMatchObject({
      mails_due_by_kind: { code: 2, team_notice: 2 },
      mails_accepted_by_kind: { code: 1, team_notice: 1 },
    });
  });

  it('are told apart by workflow, priority and language', () => {
    const rows = [run(noon), run(noon, { workflow: 'password_reset', priority: null, language: 'es' })];
    const keys = (by: ReportOptions['by']) => reportOf(rows, { ...options, by }).groups.map(({ key }) => key);
    expect(keys('workflow')).toEqual(['password_reset', 'printer_issues']);
    expect(keys('priority')).toEqual(['High', 'none']);
    expect(keys('language')).toEqual(['en', 'es']);
  });

  it('have a value or say that there is none, without any fact', () => {
    const values = valuesOf([]);
    expect(Object.keys(values)).toEqual(figures.map(({ id }) => id));
    expect(values).toMatchObject({ tickets: 0, completion_rate: null, resolution_median: null, hours_saved: 0 });
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  });
});

describe('impact', () => {
  it('is the formula over what was measured, with what it assumes beside it', () => {
    const rows = [
      run(noon, { outcome: 'solved' }),
      run(noon, { outcome: 'ticket', workflow: 'password_reset' }),
      ticket(noon),
    ];
    const { impact } = reportOf(rows, options);
    expect(impact).toMatchObject({
      measured: { runs: 2, tickets: 1 },
      hours: 0.5,
      money: 15,
      moneyPer100Tickets: 1_500,
    });
    expect(impact.moneyPerYear).toBeCloseTo(182.5);
    expect(impact.inputs).toEqual(options.impact);
  });
});

describe('a row', () => {
  it('is what it was after it was read, and keeps what a newer release wrote behind it', () => {
    const row = [...ticket(noon), 'mood', 3];
    const fact = toFact(row);
    if (fact?.kind !== 'ticket') throw new TypeError('no ticket');
    expect(toRow({ ...fact, closedAt: 5 }, row).slice(-2)).toEqual(['mood', 3]);
    expect(toRow(fact, row)).toEqual(row);
  });

  it('of a kind that only a newer release knows does not count, and is none to this one', () => {
    const row = ['visit', 'v-1', minuteOf(noon), 'printer_issues', 'en', null, 7];
    expect(toFact(row)).toBeNull();
    expect(reportOf([row], options).total.figures.runs?.value).toBe(0);
    expect(spanOf([row, run('2026-11-11T18:00:00.000Z')])).toEqual({
      first: minuteOf(noon),
      last: minuteOf(noon) + 1_440,
    });
  });
});

it('as CSV has a line for every value', () => {
  const lines = reportCsv(reportOf([run(noon)], { ...options, by: 'workflow' })).split('\r\n');
  expect(lines).toHaveLength(1 + 2 * figures.length + 1);
  expect(lines).toContain('figures,printer_issues,runs,Runs begun,count,1,');
});

it('is described by a page that is made from the definitions', async () => {
  await expect(metricsPage()).toMatchFileSnapshot('../../../docs/metrics.md');
});

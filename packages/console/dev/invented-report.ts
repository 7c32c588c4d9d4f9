import { figures } from '@acebuddy/metrics';
import { createRandom } from '@acebuddy/service-kit/random';
import type { Report, ReportGroup } from '../src/api/types.ts';
import { daysOf, plusDays } from '../src/text/days.ts';
import { workflows } from './invented-rows.ts';

const minutesSaved = Object.fromEntries(workflows.map(({ id }, index) => [id, 10 + index * 4]));
const hourCost = 25;

/** A report of invented figures over these days, by day or by workflow. */
export function inventReport(from: string, to: string, by: 'day' | 'workflow', zone: string): Report {
  const days = daysOf(from, to);
  const keys =
    by === 'day' ? Array.from({ length: days }, (_, day) => plusDays(from, day)) : workflows.map(({ id }) => id);
  const groups = keys.map((key) => inventGroup(key, by === 'day' ? weekdayShare(key) : days / 10, hash(key + from)));
  const total = { ...inventGroup('total', 1, 1), figures: sumOf(groups) };
  const byFlow = by === 'workflow' ? groups : [];
  const minutes = byFlow.reduce((sum, group) => sum + savedRuns(group) * (minutesSaved[group.key] ?? 0), 0);
  const hours = by === 'workflow' ? minutes / 60 : savedRuns(total) * 0.35;
  const tickets = total.figures.tickets?.value ?? 0;
  return {
    from,
    to,
    by,
    zone,
    definitions: figures.map(({ id, title, definition, unit, assumed }) => ({
      id,
      title,
      definition,
      unit,
      assumed: assumed === true,
    })),
    total,
    groups,
    impact: {
      formula: '(runs solved, ticketed or waiting for approval) × minutes_saved of their workflow ÷ 60 × hour_cost',
      inputs: { hourCost, currency: '$', minutesSaved },
      measured: { runs: savedRuns(total), tickets },
      hours,
      money: hours * hourCost,
      assumedHours: hours / 9,
      moneyPer100Tickets: tickets === 0 ? null : ((hours * hourCost) / tickets) * 100,
      moneyPerYear: ((hours * hourCost) / days) * 365,
    },
  };
}

const savedRuns = ({ figures: values }: Pick<ReportGroup, 'figures'>) =>
  ['outcome_solved', 'outcome_ticket', 'outcome_waiting_approval'].reduce(
    (sum, id) => sum + (values[id]?.value ?? 0),
    0,
  );
const hash = (text: string) => [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7);
const weekdayShare = (date: string) => ([0, 6].includes(new Date(date).getUTCDay()) ? 0.25 : 1);

function inventGroup(key: string, size: number, seed: number): ReportGroup {
  const random = createRandom(seed).next;
  const values = figures.map(({ id, unit }) => {
    const base = { count: 3, share: 0.78, seconds: 1.4, minutes: 95, hours: 4, messages: 5, money: 120 }[unit];
    const scale = unit === 'count' || unit === 'hours' || unit === 'money' ? size * (id === 'runs' ? 7 : 1) : 1;
    const value = base * scale * (0.7 + random() * 0.5);
    const rounded = unit === 'count' ? Math.round(value) : unit === 'share' ? Math.min(1, value) : value;
    return [id, { value: rounded, of: unit === 'count' ? null : Math.round(12 * size) }] as const;
  });
  return {
    key,
    figures: Object.fromEntries(values),
    breakdowns: {
      tickets_by_team: { support: Math.round(14 * size), NOC: Math.round(4 * size) },
      escalations_by_reason: { asked: Math.round(5 * size), stuck: Math.round(3 * size), upset: 1 },
      mails_due_by_kind: {},
      mails_accepted_by_kind: {},
      approvals_by_decision: { approved: 3, declined: 1 },
    },
  };
}

function sumOf(groups: readonly ReportGroup[]): ReportGroup['figures'] {
  return Object.fromEntries(
    figures.map(({ id, unit }) => {
      const values = groups.map((group) => group.figures[id]?.value ?? 0);
      const sum = values.reduce((all, value) => all + value, 0);
      const adds = unit === 'count' || unit === 'hours' || unit === 'money';
      return [id, { value: adds ? sum : sum / values.length, of: adds ? null : 240 }];
    }),
  );
}

/** A report of days on which nothing happened. */
export function emptyReport(...asked: Parameters<typeof inventReport>): Report {
  const report = inventReport(...asked);
  const empty = (group: ReportGroup): ReportGroup => ({
    key: group.key,
    figures: Object.fromEntries(
      figures.map(({ id, unit }) => [
        id,
        unit === 'share' ? { value: null, of: 0 } : { value: unit === 'count' ? 0 : null, of: null },
      ]),
    ),
    breakdowns: {},
  });
  return {
    ...report,
    total: empty(report.total),
    groups: report.by === 'day' ? report.groups.map(empty) : [],
    impact: {
      ...report.impact,
      measured: { runs: 0, tickets: 0 },
      hours: 0,
      money: 0,
      assumedHours: 0,
      moneyPer100Tickets: null,
      moneyPerYear: 0,
    },
  };
}

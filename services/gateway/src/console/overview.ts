import { type Attention, attentionKinds, type ReportAnswer, type ReportInput } from '@acebuddy/contracts';
import type { GatewayDeps } from '../deps.ts';
import { type Overview, serviceNames } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound, type Round } from './round.ts';
import type { AskReport } from './shared-reports.ts';

/** Years of facts take longer than a look. */
const reportMsMax = 10_000;
const dayMs = 86_400_000;

type Period = Pick<ReportInput, 'from' | 'to' | 'tz'>;
type Figures = Pick<Overview, 'report' | 'byWorkflow' | 'before'>;

/** What needs somebody, over all services, and the figures of a period beside the one before it. */
export async function overview(
  deps: GatewayDeps,
  askReport: AskReport,
  { logger }: Pick<ConsoleContext, 'logger'>,
  period: Period,
): Promise<Overview> {
  const round = createRound(logger);
  const [figures, ...lists] = await Promise.all([
    figuresOf(round, askReport, period),
    ...serviceNames.map((name) => round.ask(name, () => deps[name].attention(), { items: [] })),
  ]);
  return { attention: merged(lists.flatMap(({ items }) => items)), unavailable: round.unavailable(), ...figures };
}

async function figuresOf(round: Round, askReport: AskReport, period: Period): Promise<Figures> {
  const ask = (input: ReportInput) =>
    round.ask('conversation', () => askReport(input), null as ReportAnswer | null, reportMsMax);
  const [report, byWorkflow] = await Promise.all([ask({ ...period, by: 'day' }), ask({ ...period, by: 'workflow' })]);
  const before = report === null ? null : await ask({ ...daysBefore(report), tz: period.tz, by: 'day' });
  return { report, byWorkflow, before };
}

/** As many days, up to the day before the first. */
function daysBefore({ from, to }: Pick<ReportAnswer, 'from' | 'to'>): { from: string; to: string } {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: dayOf(first - (last - first) - dayMs), to: dayOf(first - dayMs) };
}

/** One line a kind, in the order of the list of kinds; dead letters lie in every service. */
function merged(items: readonly Attention[]): Attention[] {
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  const known: readonly string[] = attentionKinds;
  const rank = (kind: string) => (known.includes(kind) ? known.indexOf(kind) : known.length);
  return [...byKind.entries()]
    .sort(([left], [right]) => rank(left) - rank(right))
    .map(([kind, same]) => ({
      kind,
      count: same.reduce((sum, { count }) => sum + count, 0),
      oldestAt:
        same
          .map(({ oldestAt }) => oldestAt)
          .filter((at) => at !== null)
          .sort()[0] ?? null,
      detail:
        same
          .map(({ detail }) => detail)
          .filter((detail) => detail !== null)
          .join(' ') || null,
    }));
}

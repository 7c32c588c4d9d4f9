import type { ReportAnswer, ReportInput } from '@acebuddy/contracts';
import type { GatewayDeps } from '../deps.ts';
import { attentionOf } from './attention.ts';
import type { Overview } from './console-schemas.ts';
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
  const [figures, attention] = await Promise.all([figuresOf(round, askReport, period), attentionOf(deps, round)]);
  return { attention, unavailable: round.unavailable(), ...figures };
}

async function figuresOf(round: Round, askReport: AskReport, period: Period): Promise<Figures> {
  const ask = (input: ReportInput) =>
    round.ask('conversation', () => askReport(input), null as ReportAnswer | null, reportMsMax);
  const [report, byWorkflow] = await Promise.all([ask({ ...period, by: 'day' }), ask({ ...period, by: 'workflow' })]);
  const before = report === null ? null : await ask({ ...daysBefore(report), tz: period.tz, by: 'day' });
  return { report, byWorkflow, before };
}

/** As many days, up to the day before the first. */
export function daysBefore({ from, to }: Pick<ReportAnswer, 'from' | 'to'>): { from: string; to: string } {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: dayOf(first - (last - first) - dayMs), to: dayOf(first - dayMs) };
}

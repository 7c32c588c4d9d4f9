import { memo } from 'react';
import type { Report } from '../../api/types.ts';
import { reportTable } from '../../text/report-table.ts';
import { ChartCard } from './chart-card.tsx';

const outcomes = [
  'outcome_solved',
  'outcome_assumed_solved',
  'outcome_ticket',
  'outcome_handed_over',
  'outcome_handover_failed',
  'outcome_abandoned',
];

/** The period day by day; drawn anew only when the report is another one. */
export const Charts = memo(function Charts({ report }: { report: Report }) {
  const days = report.groups.map(({ key }) => key);
  const series = (id: string) => ({
    name: report.definitions.find((definition) => definition.id === id)?.title ?? id,
    values: report.groups.map(({ figures }) => figures[id]?.value ?? null),
  });
  const csv = (ids: readonly string[]) => () => reportTable(report, ids);
  return (
    <div className="charts">
      <ChartCard
        title="Tickets and runs"
        name="tickets"
        days={days}
        unit="count"
        kind="lines"
        series={['runs', 'tickets'].map(series)}
        csv={csv(['runs', 'tickets'])}
      />
      <ChartCard
        title="How runs ended"
        name="outcomes"
        days={days}
        unit="count"
        kind="stack"
        series={outcomes.map(series)}
        csv={csv(outcomes)}
      />
      <ChartCard
        title="Satisfaction"
        name="satisfaction"
        days={days}
        unit="share"
        kind="lines"
        series={['satisfaction'].map(series)}
        csv={csv(['satisfaction', 'ratings'])}
      />
    </div>
  );
});

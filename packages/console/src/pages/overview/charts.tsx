import { memo } from 'react';
import type { Report } from '../../api/types.ts';
import { outcomeSeries } from '../../text/outcome-series.ts';
import { reportTable } from '../../text/report-table.ts';
import { ChartCard } from './chart-card.tsx';

/** The period day by day; drawn anew only when the report is another one. */
export const Charts = memo(function Charts({ report }: { report: Report }) {
  const days = report.groups.map(({ key }) => key);
  const outcomes = outcomeSeries(report);
  const series = (id: string, ink: number) => ({
    ink,
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
        note="By the day on which they began: the endings of a day add up to the runs begun."
        series={outcomes}
        csv={csv(['runs', ...outcomes.map(({ id }) => id)])}
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

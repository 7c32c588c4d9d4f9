import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { queries } from '../../api/queries.ts';
import type { Overview, Report } from '../../api/types.ts';
import { useNow } from '../../state/now.ts';
import { daysOfPeriod } from '../../state/period.ts';
import { useZone } from '../../state/zone.ts';
import { countedDays, firstDayOf, isComparable } from '../../text/coverage.ts';
import { FirstSteps } from '../../ui/first-steps.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Skeleton, TroubleBox, Unavailable } from '../../ui/states.tsx';
import { AttentionList } from './attention-list.tsx';
import { FigureCards } from './figure-cards.tsx';
import { FindSection } from './find-section.tsx';
import { ImpactCard } from './impact-card.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { Breakdowns, WorkflowTable } from './report-tables.tsx';
import './overview.css';

// The library that draws is a third of this page: figures are there before it is.
const Charts = lazy(() => import('./charts.tsx').then((module) => ({ default: module.Charts })));
const route = getRouteApi('/');

/** What needs somebody now, then how it goes, then what it saves. */
export function OverviewPage() {
  const period = route.useSearch();
  const zone = useZone();
  const now = useNow();
  const days = daysOfPeriod(period, zone, now);
  const overview = useQuery(queries.overview({ ...days, tz: zone }));
  const { report = null, before = null } = overview.data ?? {};
  const isCompared = before === null || isComparable(before);
  const firstDay = (before && firstDayOf(before)) ?? (report && firstDayOf(report));
  return (
    <div className="page wide">
      <PageTitle title="Overview" />
      {overview.isPending && <Skeleton lines={14} label="Loading the overview" />}
      {overview.isError && <TroubleBox error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.data && (
        <>
          <Unavailable services={overview.data.unavailable} />
          <AttentionList items={overview.data.attention} isPartial={overview.data.unavailable.length > 0} />
          <FindSection />
          <PeriodPicker
            period={period}
            days={days}
            report={report}
            nothingBefore={isCompared ? null : (firstDay ?? days.to)}
          />
          {report === null ? (
            <Empty icon="warn" title="The figures cannot be shown at present">
              The service that counts them does not answer. They come back by themselves.
            </Empty>
          ) : (
            <Figures {...overview.data} report={report} isCompared={isCompared} isStale={overview.isPlaceholderData} />
          )}
        </>
      )}
    </div>
  );
}

interface FiguresProps extends Pick<Overview, 'byWorkflow' | 'before'> {
  readonly report: Report;
  /** The period before has enough in it to be compared with. */
  readonly isCompared: boolean;
  readonly isStale: boolean;
}

/** What could be counted in time; the parts of it that could not are left out. */
function Figures({ report, byWorkflow, before, isCompared, isStale }: FiguresProps) {
  return (
    <>
      {report.total.figures.runs?.value === 0 && (
        <Empty icon="chats" title="Nothing ran in these days">
          Choose other days. <FirstSteps />
        </Empty>
      )}
      <div className={isStale ? 'stale' : ''} aria-busy={isStale}>
        <FigureCards now={report} before={isCompared ? before : null} />
        <Suspense fallback={<div className="charts-place" />}>
          <Charts report={report} />
        </Suspense>
        <ImpactCard report={report} byWorkflow={byWorkflow} days={countedDays(report, before)} />
        {byWorkflow && <WorkflowTable report={byWorkflow} />}
        <Breakdowns report={report} />
      </div>
    </>
  );
}

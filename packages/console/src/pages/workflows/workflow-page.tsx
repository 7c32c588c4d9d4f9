import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { queries } from '../../api/queries.ts';
import type { WorkflowReport } from '../../api/types.ts';
import { useNow } from '../../state/now.ts';
import { daysOfPeriod } from '../../state/period.ts';
import { useZone } from '../../state/zone.ts';
import { countText } from '../../text/figures.ts';
import { shareText } from '../../text/share.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Skeleton, TroubleBox } from '../../ui/states.tsx';
import { PeriodPicker } from '../overview/period-picker.tsx';
import { GuideTable, LanguageTable, QuestionTable } from './step-tables.tsx';
import './workflows.css';

// The library that lays the graph out is needed on this page alone.
const Diagram = lazy(() => import('./diagram.tsx').then((module) => ({ default: module.Diagram })));
const route = getRouteApi('/workflows/$id');

/** One workflow: how many took each way, where they left, what was asked in vain and what helped. */
export function WorkflowPage() {
  const { id } = route.useParams();
  const period = route.useSearch();
  const zone = useZone();
  const days = daysOfPeriod(period, zone, useNow());
  const workflow = useQuery(queries.workflow({ workflow: id, ...days, tz: zone }));
  return (
    <div className="page wide">
      <p>
        <Link to="/workflows" search={period}>
          All workflows
        </Link>
      </p>
      <PageTitle title={workflow.data?.name ?? 'Workflow'} />
      <PeriodPicker period={period} days={days} title="Ways that were taken" isCompared={false} />
      {workflow.isPending && <Skeleton lines={14} label="Loading the workflow" />}
      {workflow.isError && <TroubleBox error={workflow.error} onRetry={() => void workflow.refetch()} />}
      {workflow.data && (
        <div className={workflow.isPlaceholderData ? 'stale' : ''} aria-busy={workflow.isPlaceholderData}>
          <Report report={workflow.data} />
        </div>
      )}
    </div>
  );
}

function Report({ report }: { report: WorkflowReport }) {
  const { runs, completed, left, toPerson, withoutWay, otherFile, file } = report;
  return (
    <>
      <p>{report.summary}</p>
      <p>
        <strong>{countText(runs)}</strong> runs: {shareText(completed, runs)} completed, {shareText(left, runs)} left,{' '}
        {shareText(toPerson, runs)} to a person.{' '}
        <Link to="/conversations" search={{ workflow: report.workflow }}>
          Their chats
        </Link>
      </p>
      <p className="soft">
        File <code>{file.path}</code>, version <code>{file.version}</code>, in {file.languages.join(', ')}. It passed
        every check of <code>pnpm workflows:check</code> when it was read: each step can be reached, each question
        answered, each way ends.
      </p>
      {withoutWay > 0 && (
        <p className="soft">Of {countText(withoutWay)} runs the way is not known: an earlier release kept none.</p>
      )}
      {otherFile > 0 && (
        <p className="soft">
          {countText(otherFile)} runs had a step that the file has no more; they are drawn up to there.
        </p>
      )}
      {runs === 0 && <Empty icon="chats" title="Nobody came by in these days" />}
      <section className="card" aria-labelledby="diagram-title">
        <h2 id="diagram-title">Diagram</h2>
        <Suspense fallback={<Skeleton lines={8} label="Drawing the diagram" />}>
          <Diagram report={report} />
        </Suspense>
      </section>
      <QuestionTable questions={report.questions} workflow={report.workflow} />
      <GuideTable guides={report.guides} />
      <LanguageTable languages={report.byLanguage} />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { WorkflowRow } from '../../api/types.ts';
import { useNow } from '../../state/now.ts';
import { daysOfPeriod } from '../../state/period.ts';
import { useZone } from '../../state/zone.ts';
import { countText } from '../../text/figures.ts';
import { shareText } from '../../text/share.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Skeleton, TroubleBox } from '../../ui/states.tsx';
import { PeriodPicker } from '../overview/period-picker.tsx';

const route = getRouteApi('/workflows');

/** Every workflow: how its runs ended, and which question is asked in vain. */
export function WorkflowsPage() {
  const period = route.useSearch();
  const zone = useZone();
  const days = daysOfPeriod(period, zone, useNow());
  const workflows = useQuery(queries.workflows({ ...days, tz: zone }));
  return (
    <div className="page wide">
      <PageTitle title="Workflows" />
      <PeriodPicker period={period} days={days} title="How runs ended" isCompared={false} />
      {workflows.isPending && <Skeleton lines={13} label="Loading the workflows" />}
      {workflows.isError && <TroubleBox error={workflows.error} onRetry={() => void workflows.refetch()} />}
      {workflows.data && (
        <div className={workflows.isPlaceholderData ? 'stale' : ''} aria-busy={workflows.isPlaceholderData}>
          <WorkflowsTable items={workflows.data.items} period={period} />
        </div>
      )}
    </div>
  );
}

function WorkflowsTable({ items, period }: { items: readonly WorkflowRow[]; period: object }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="card scroll" aria-label="Workflows" tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">Workflow</th>
            <th scope="col" className="number">
              Runs
            </th>
            <th scope="col" className="number">
              Completed
            </th>
            <th scope="col" className="number">
              Left
            </th>
            <th scope="col" className="number">
              To a person
            </th>
            <th scope="col">Question asked again most</th>
          </tr>
        </thead>
        <tbody>
          {items
            .toSorted((one, other) => other.runs - one.runs)
            .map((item) => (
              <tr key={item.workflow}>
                <th scope="row">
                  <Link to="/workflows/$id" params={{ id: item.workflow }} search={period}>
                    {item.name}
                  </Link>
                </th>
                <td className="number">{countText(item.runs)}</td>
                <td className="number">{shareText(item.completed, item.runs)}</td>
                <td className="number">{shareText(item.left, item.runs)}</td>
                <td className="number">{shareText(item.toPerson, item.runs)}</td>
                <td>
                  {item.worst === null
                    ? '–'
                    : `${item.worst.slot} (${shareText(item.worst.runsAgain, item.worst.asked)} of ${countText(item.worst.asked)})`}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

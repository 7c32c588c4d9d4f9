import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { WorkItem, WorkResult } from '../../api/types.ts';
import { useListKeys } from '../../frame/list-keys.ts';
import { services, type WorkSearch } from '../../state/list-search.ts';
import { useMe } from '../../state/zone.ts';
import { isDone } from '../../text/what-came.ts';
import { choicesOf } from '../../text/words.ts';
import { isShown } from '../../text/work-shown.ts';
import { More } from '../../ui/more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Filters, Picker } from '../../ui/picker.tsx';
import { Empty, NeedsRole, Skeleton, TroubleBox, Unavailable } from '../../ui/states.tsx';
import { tell } from '../../ui/toasts.tsx';
import { forgetTries, keyOf, useTries } from './tries.ts';
import { Failures } from './work-dialog.tsx';
import { WorkTable } from './work-table.tsx';

const route = getRouteApi('/work');

/** Work of all services that waits or was given up. */
export function WorkPage() {
  const { role } = useMe();
  return (
    <div className="page">
      <PageTitle title="Work" />
      <p className="soft lead">
        What the services still have to do, and what they gave up. Nothing here is lost: it waits for its next try, for
        a newer release, or for you.
      </p>
      {role === 'admin' ? <WorkList /> : <NeedsRole needed="admin" />}
    </div>
  );
}

function WorkList() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(queries.work(search.service));
  const [failed, setFailed] = useState<WorkResult['failed'] | null>(null);
  useListKeys();
  const set = (change: { [K in keyof WorkSearch]?: string | undefined }) =>
    void navigate({ to: '/work', search: { ...search, ...change } as WorkSearch, replace: true });
  const all = list.data?.pages.flatMap(({ items }) => items) ?? [];
  useToldDone(all, search.service === undefined && !list.hasNextPage, list.dataUpdatedAt);
  const shown = all.filter((item) => isShown(item, search));
  return (
    <>
      {failed !== null && <Failures failed={failed} onClose={() => setFailed(null)} />}
      <Filters label="Filters of work" count={Object.keys(search).length}>
        <Picker
          label="Service"
          value={search.service}
          choices={choicesOf('services').filter(([service]) => services.some((each) => each === service))}
          onPick={(service) => set({ service })}
        />
        <Picker label="State" value={search.state} choices={choicesOf('work')} onPick={(state) => set({ state })} />
        <Picker
          label="What"
          value={search.topic}
          any="Everything"
          choices={choicesOf('workTopics')}
          onPick={(topic) => set({ topic })}
        />
      </Filters>
      {list.isPending && <Skeleton lines={10} label="Loading work" />}
      {list.isError && <TroubleBox error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <>
          <Unavailable services={list.data.pages[0]?.unavailable ?? []} />
          {shown.length === 0 ? (
            <Empty
              title={
                all.length === 0
                  ? 'Nothing waits, and nothing was given up'
                  : 'Nothing that fits these filters is shown'
              }
            >
              {list.hasNextPage && 'There may be some further below: load more.'}
            </Empty>
          ) : (
            <WorkTable items={shown} fetchedAt={list.dataUpdatedAt} onFailed={setFailed} />
          )}
          <More list={list} shown={shown.length} />
        </>
      )}
    </>
  );
}

/** Tells of work that was tried again and stays off the list; only a list of everything says that. */
function useToldDone(all: readonly WorkItem[], isWhole: boolean, fetchedAt: number): void {
  const tries = useTries();
  useEffect(() => {
    if (!isWhole) return;
    const listed = new Set(all.map(keyOf));
    const done = [...tries].filter(([key, tried]) => isDone(tried, listed.has(key), fetchedAt));
    if (done.length === 0) return;
    forgetTries(done.map(([key]) => key));
    tell(`${done.map(([, { name }]) => name).join('; ')}: tried again, and done.`);
  }, [all, tries, isWhole, fetchedAt]);
}

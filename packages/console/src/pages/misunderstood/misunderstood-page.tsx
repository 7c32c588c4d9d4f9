import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { type DoubtSearch, toDoubtFilter } from '../../state/doubt-search.ts';
import { useMe, useZone } from '../../state/zone.ts';
import { choicesOf } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { Listing } from '../../ui/listing.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { DayPicker, Filters, Picker } from '../../ui/picker.tsx';
import { Empty, NeedsRole, Skeleton, TroubleBox } from '../../ui/states.tsx';
import { DoubtTable } from './doubt-table.tsx';
import { LearningCard } from './learning-card.tsx';
import './misunderstood.css';

const route = getRouteApi('/misunderstood');
const languages = ['en', 'es'];
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Messages that were not understood, what people say of them, and what is learned of that. */
export function MisunderstoodPage() {
  const { role } = useMe();
  const learning = useQuery(queries.learning());
  return (
    <div className="page">
      <PageTitle title="Misunderstood" />
      <p className="soft lead">
        Messages that the bot did not understand at once. Say what they mean: from that it learns, and a new model is
        compared with the one in force before anybody is answered by it.
      </p>
      {learning.isPending && <Skeleton lines={3} label="Loading what was learned" />}
      {learning.isError && <TroubleBox error={learning.error} onRetry={() => void learning.refetch()} />}
      {learning.data && <LearningCard learning={learning.data} />}
      {role === 'reader' ? <NeedsRole needed="agent" /> : <Doubts acts={learning.data?.acts ?? []} />}
    </div>
  );
}

function Doubts({ acts }: { acts: readonly string[] }) {
  const search = route.useSearch();
  const zone = useZone();
  const filter = toDoubtFilter(search, zone);
  const list = useInfiniteQuery(queries.doubts(filter));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-label="Messages">
      <DoubtFilters search={search} onRefresh={() => void list.refetch()} />
      <Listing
        list={list}
        name="messages"
        lines={10}
        shown={rows.length}
        empty={
          <Empty title={search.label === undefined ? 'No message waits for a label' : 'No message fits these filters'}>
            Messages appear here when the bot did not understand them, asked “A or B?”, was corrected, or offered the
            ways to people.
          </Empty>
        }
      >
        <DoubtTable rows={rows} acts={acts} />
      </Listing>
    </section>
  );
}

function DoubtFilters({ search, onRefresh }: { search: DoubtSearch; onRefresh: () => void }) {
  const navigate = useNavigate();
  const set = (change: { [K in keyof DoubtSearch]?: string | undefined }) =>
    void navigate({
      to: '/misunderstood',
      search: { ...search, ...change } as DoubtSearch,
      replace: true,
      resetScroll: false,
    });
  const known = search.language && !languages.includes(search.language) ? [...languages, search.language] : languages;
  return (
    <Filters label="Filters of messages" count={Object.keys(search).length}>
      <Picker label="Why" value={search.kind} choices={choicesOf('doubts')} onPick={(kind) => set({ kind })} />
      <Picker
        label="Language"
        value={search.language}
        choices={known.map((code) => [code, languageNames.of(code) ?? code])}
        onPick={(language) => set({ language })}
      />
      <Picker
        label="Label"
        value={search.label}
        any="Without a label"
        choices={[
          ['with', 'With a label'],
          ['all', 'With and without'],
        ]}
        onPick={(label) => set({ label })}
      />
      <DayPicker label="From" value={search.from} onPick={(from) => set({ from })} />
      <DayPicker label="To" value={search.to} onPick={(to) => set({ to })} />
      <Button icon="retry" tone="quiet" onClick={onRefresh}>
        Look again
      </Button>
    </Filters>
  );
}

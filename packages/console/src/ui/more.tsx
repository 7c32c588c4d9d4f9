import { Button } from './button.tsx';

/** What a list needs of its query, whatever its rows are. */
export interface PagedList {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** The foot of a list that is paged by key. */
export function More({ list, shown }: { readonly list: PagedList; readonly shown: number }) {
  const hasMore = list.hasNextPage;
  return (
    <div className="more">
      <span className="soft">{hasMore ? `${shown} shown` : `${shown} shown, that is all`}</span>
      {hasMore && (
        <Button isBusy={list.isFetchingNextPage} icon="down" onClick={() => void list.fetchNextPage()}>
          Load more
        </Button>
      )}
    </div>
  );
}

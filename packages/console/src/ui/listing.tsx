import type { ReactNode } from 'react';
import { More, type PagedList } from './more.tsx';
import { Skeleton, TroubleBox } from './states.tsx';

interface ListingProps {
  readonly list: PagedList & {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: unknown;
    readonly data: unknown;
    readonly refetch: () => Promise<unknown>;
  };
  /** What the rows are, in small letters. */
  readonly name: string;
  /** Rows of the skeleton. */
  readonly lines: number;
  readonly shown: number;
  /** In place of no rows. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** Rows that are paged by key, and what stands in their place while there are none. */
export function Listing({ list, name, lines, shown, empty, children }: ListingProps) {
  return (
    <>
      {list.isPending && <Skeleton lines={lines} label={`Loading ${name}`} />}
      {list.isError && <TroubleBox error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && shown === 0 && empty}
      {shown > 0 && (
        <>
          {children}
          <More list={list} shown={shown} />
        </>
      )}
    </>
  );
}

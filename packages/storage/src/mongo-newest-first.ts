/** Places of a list whose instants are texts of the same length: what `before` names is not among them. */
export interface Newest {
  /** ISO instants: at or after, and before; all there are when left out. */
  readonly from?: string;
  readonly until?: string;
  readonly limit: number;
}

/** Reads one window of the list, newest first; of its bounds at least one is given. */
export type ReadWindow<T> = (instant: { $gte?: string; $lt?: string }, limit: number) => Promise<readonly T[]>;

/** Reads the newest of a collection, never more than a page of them and what is as old as the last window reaches. */
export type ReadNewest = <T>(
  wanted: Newest,
  read: ReadWindow<T>,
  instantOf: (found: T) => string,
) => Promise<readonly T[]>;

const firstWindowMs = 30_000;
const growth = 4;
/** The last of them is a year. */
const windowsMax = 10;

/**
 * Reads lists of MongoDB newest first in windows of time, each longer than the one before, until the page is full. A server that
 * walks its index in the order of the list would need none; one that reads a range and sorts it, as some compatible ones do, would
 * read the whole collection for each page. The index must hold the instant in ascending order: those servers find no range in a
 * descending one. A filter that little or nothing passes costs a dozen questions at most.
 */
export function newestFirst(now: () => number = Date.now): ReadNewest {
  /** The newest that was ever read: what is newer is little, however long ago it was written. */
  let newest: string | undefined;
  return async ({ from = '', until, limit }, read, instantOf) => {
    const start = Date.parse(until ?? newest ?? new Date(now()).toISOString());
    const found: Awaited<ReturnType<typeof read>>[number][] = [];
    let end = until;
    for (let count = 0; count <= windowsMax + 1 && found.length < limit; count += 1) {
      const reach = firstWindowMs * growth ** count;
      const since = count > windowsMax ? from : laterOf(from, new Date(start - reach).toISOString());
      const bounds = { $gte: since, ...(end === undefined ? {} : { $lt: end }) };
      for (const one of await read(bounds, limit - found.length)) found.push(one);
      if (since === from) break;
      end = since;
    }
    const first = found[0];
    if (until === undefined && first !== undefined) newest = laterOf(newest ?? '', instantOf(first));
    return found;
  };
}

const laterOf = (left: string, right: string): string => (left > right ? left : right);

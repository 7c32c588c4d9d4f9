/** Places of a list whose instants are texts of the same length: what `before` names is not among them. */
export interface Newest {
  /** ISO instants: at or after, and before; all there are when left out. */
  readonly from?: string;
  readonly until?: string;
  readonly limit: number;
  /** There is an index for what the filter asks, too: what the first windows do not have is read by it, at once. */
  readonly isIndexed?: boolean;
  /** That index leaves few: all that the filter lets through is read by it at the first. */
  readonly isNarrow?: boolean;
}

/** Reads one window of the list, newest first; of its bounds at least one is given. */
export type ReadWindow<T> = (
  instant: { $gte?: string; $lt?: string },
  limit: number,
  /** The window has all there is. */
  isWide: boolean,
) => Promise<readonly T[]>;

/** Reads the newest of a collection, never more than a page of them and what is as old as the last window reaches. */
export type ReadNewest = <T>(
  wanted: Newest,
  read: ReadWindow<T>,
  instantOf: (found: T) => string,
) => Promise<readonly T[]>;

const firstWindowMs = 30_000;
const growth = 4;
/** The last of them is a year; six days where there is an index for the rest. */
const windowsMax = 11;
const windowsMaxIndexed = 8;

/**
 * Reads lists of MongoDB newest first in windows of time, each longer than the one before, until the page is full. A server that
 * walks its index in the order of the list would need none; one that reads a range and sorts it, as some compatible ones do, would
 * read the whole collection for each page. The index must hold the instant in ascending order: those servers find no range in a
 * descending one. A filter that little or nothing passes costs a dozen questions at most.
 */
export function newestFirst(now: () => number = Date.now): ReadNewest {
  /** The newest that was ever read: what is newer is little, however long ago it was written. */
  let newest: string | undefined;
  return async ({ from = '', until, limit, isIndexed = false, isNarrow = false }, read, instantOf) => {
    const windows = isNarrow ? 0 : isIndexed ? windowsMaxIndexed : windowsMax;
    const start = Date.parse(until ?? newest ?? new Date(now()).toISOString());
    const found: Awaited<ReturnType<typeof read>>[number][] = [];
    let end = until;
    for (let count = 0; count <= windows && found.length < limit; count += 1) {
      const reach = firstWindowMs * growth ** count;
      const isWide = count === windows;
      const since = isWide ? from : laterOf(from, new Date(start - reach).toISOString());
      const bounds = { $gte: since, ...(end === undefined ? {} : { $lt: end }) };
      for (const one of await read(bounds, limit - found.length, isWide)) found.push(one);
      if (since === from) break;
      end = since;
    }
    const first = found[0];
    if (until === undefined && first !== undefined) newest = laterOf(newest ?? '', instantOf(first));
    return found;
  };
}

const laterOf = (left: string, right: string): string => (left > right ? left : right);

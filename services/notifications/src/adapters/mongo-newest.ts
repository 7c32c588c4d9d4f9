import type { ListPlace } from '../ports.ts';

const hourMs = 3_600_000;
/** A busy hour fills a page, the last but one reaches behind what is kept. */
const windowsMs = [hourMs, 16 * hourMs, 256 * hourMs, 4_096 * hourMs];

export const newestFirst = { createdAt: -1, _id: -1 } as const;

/**
 * Reads back from a place, further with each turn, until a page is full: so a server that does not read its index in order, as the
 * one of the tests, sorts a window and not all there is.
 */
export async function readBack<T>(
  { place, now, limit }: { readonly place: ListPlace | undefined; readonly now: number; readonly limit: number },
  read: (since: string) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const until = place === undefined ? now : Date.parse(place.createdAt);
  for (const windowMs of windowsMs) {
    const found = await read(new Date(until - windowMs).toISOString());
    if (found.length >= limit) return found;
  }
  return read('');
}

/** What lies behind a place of a list that is read newest first: ranges of an index, since a choice of them in one query is none. */
export function behind({ createdAt, id }: Partial<ListPlace> = {}, since = '') {
  if (createdAt === undefined || id === undefined) return [{ createdAt: { $gte: since } }];
  return [{ createdAt: { $gte: since, $lt: createdAt } }, { createdAt, _id: { $lt: id } }];
}

import type { ListPlace } from '../ports.ts';

export const newestFirst = { createdAt: -1, _id: -1 } as const;

/** What lies behind a place of a list that is read newest first: ranges of an index, since a choice of them in one query is none. */
export function behind(place: ListPlace | undefined) {
  if (place === undefined) return [{}];
  const { createdAt, id } = place;
  return [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }];
}

import type { ListPlace } from '../ports.ts';

export const newestFirst = { createdAt: -1, _id: -1 } as const;

/** What lies behind a place of a list that is read newest first; the bound on the moment alone is what the index reads from. */
export function behind(place: ListPlace | undefined) {
  if (place === undefined) return {};
  const { createdAt, id } = place;
  return {
    createdAt: { $lte: createdAt },
    $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }],
  };
}

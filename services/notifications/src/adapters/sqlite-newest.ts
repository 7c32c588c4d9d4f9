import type { ListPlace } from '../ports.ts';

/** Rows behind a place of a list that is read newest first. */
export const behind = '(createdAt, id) < (?, ?)';
export const newestFirst = 'ORDER BY createdAt DESC, id DESC';

/** Before every place there is: instants and ids are smaller. */
const start: ListPlace = { createdAt: '~', id: '' };

export function placeValues({ createdAt, id }: ListPlace = start): [string, string] {
  return [createdAt, id];
}

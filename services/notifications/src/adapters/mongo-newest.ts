import type { ReadNewest } from '@acebuddy/storage';
import type { ListPlace } from '../ports.ts';

export const newestFirst = { createdAt: -1, _id: -1 } as const;

type Bounds = { readonly createdAt: string | { $gte?: string; $lt?: string }; readonly _id?: { $lt: string } };

/** Reads what lies behind a place of a list, newest first: the rest of its instant, and then what is older. */
export async function readBehind<T>(
  readNewest: ReadNewest,
  { before, limit }: { readonly before?: ListPlace; readonly limit: number },
  read: (bounds: Bounds, limit: number) => Promise<readonly T[]>,
  createdAtOf: (found: T) => string,
): Promise<readonly T[]> {
  const asOld = before === undefined ? [] : await read({ createdAt: before.createdAt, _id: { $lt: before.id } }, limit);
  const wanted = { limit: limit - asOld.length, ...(before === undefined ? {} : { until: before.createdAt }) };
  const older = await readNewest(wanted, (createdAt, count) => read({ createdAt }, count), createdAtOf);
  return [...asOld, ...older];
}

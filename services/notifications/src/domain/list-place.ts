import { AppError } from '@acebuddy/contracts';
import type { ListPlace } from '../ports.ts';

/** The key by which a list goes on: opaque to callers. */
export function keyOf({ createdAt, id }: ListPlace): string {
  return `${createdAt}|${id}`;
}

/** @throws AppError `BAD_REQUEST` for what is no key of ours. */
export function placeOfKey(key: string | undefined): ListPlace | undefined {
  if (key === undefined) return undefined;
  const at = key.indexOf('|');
  const createdAt = key.slice(0, at);
  if (at < 0 || Number.isNaN(Date.parse(createdAt))) throw new AppError('BAD_REQUEST', 'The list has no such place.');
  return { createdAt, id: key.slice(at + 1) };
}

export function isBehind(item: ListPlace, place: ListPlace | undefined): boolean {
  return place === undefined || newestFirst(place, item) < 0;
}

export function newestFirst(left: ListPlace, right: ListPlace): number {
  if (left.createdAt !== right.createdAt) return left.createdAt < right.createdAt ? 1 : -1;
  return left.id === right.id ? 0 : left.id < right.id ? 1 : -1;
}

/** A page of what was read one beyond it. */
export function toPage<T extends ListPlace>(
  found: readonly T[],
  limit: number,
): { items: readonly T[]; next: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? keyOf(last) : null };
}

export interface Counted {
  readonly count: number;
  /** Null when there is none. */
  readonly oldestAt: string | null;
}

export function sumOf(parts: readonly Counted[]): Counted {
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    oldestAt: parts.flatMap(({ oldestAt }) => oldestAt ?? []).toSorted()[0] ?? null,
  };
}

import { useSyncExternalStore } from 'react';
import { queryClient } from '../../api/query-client.ts';
import type { WorkItem } from '../../api/types.ts';
import type { Try } from '../../text/what-came.ts';

/** The list is fetched anew so long after a try, in milliseconds, until it must have ended. */
const looksMs = [1_500, 4_000, 10_000, 21_000];

export const keyOf = ({ service, id }: Pick<WorkItem, 'service' | 'id'>): string => `${service} ${id}`;

let tries: ReadonlyMap<string, Try> = new Map();
const listeners = new Set<() => void>();

function change(next: ReadonlyMap<string, Try>): void {
  tries = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Pieces of work that were tried again from this page, by `keyOf`; forgotten when it is loaded anew. */
export const useTries = (): ReadonlyMap<string, Try> => useSyncExternalStore(subscribe, () => tries);

/** These are being tried again from now on: the list is looked at until it says what came of it. */
export function noteTries(items: readonly WorkItem[], name: (item: WorkItem) => string): void {
  const at = Date.now();
  const fresh = items.map((item) => [keyOf(item), { at, lastError: item.lastError, name: name(item) }] as const);
  change(new Map([...tries, ...fresh]));
  for (const ms of looksMs) setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['work'] }), ms);
}

export function forgetTries(keys: readonly string[]): void {
  change(new Map([...tries].filter(([key]) => !keys.includes(key))));
}

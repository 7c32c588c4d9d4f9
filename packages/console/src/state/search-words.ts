import { useSyncExternalStore } from 'react';

let words = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is searched for. It may name a person, so it is in no address and in no storage: a reload forgets it. */
export const searchWords = {
  get: () => words,
  set(next: string) {
    words = next.trim();
    for (const listener of listeners) listener();
  },
  use: () => useSyncExternalStore(subscribe, searchWords.get),
};

import { useSyncExternalStore } from 'react';

/** A choice of the person at this browser, kept in it. Tabs of one browser follow each other. */
export interface Stored<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}

/** `parse` gets what was kept, or undefined, and never throws. */
export function createStored<T>(key: string, parse: (kept: unknown) => T): Stored<T> {
  const name = `acebuddy.console.${key}`;
  const listeners = new Set<() => void>();
  let value = parse(read(name));
  const tell = () => {
    for (const listener of listeners) listener();
  };
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== name) return;
    value = parse(read(name));
    tell();
  });
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get: () => value,
    set(next) {
      value = next;
      write(name, next);
      tell();
    },
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}

function read(name: string): unknown {
  try {
    const text = localStorage.getItem(name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the choice holds until the page is left.
  }
}

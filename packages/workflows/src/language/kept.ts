/** `build` with what it gave for a text kept for ever: for texts of the workflow files, of which there are few. */
export function keptByText<V>(build: (text: string) => V): (text: string) => V {
  const kept = new Map<string, V>();
  return (text) => remember(kept, text, build);
}

/** The same for an object, for as long as that lives. */
export function keptByObject<K extends object, V>(build: (object: K) => V): (object: K) => V {
  const kept = new WeakMap<K, V>();
  return (object) => remember(kept, object, build);
}

interface Kept<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function remember<K, V>(kept: Kept<K, V>, key: K, build: (key: K) => V): V {
  let value = kept.get(key);
  if (value === undefined) {
    value = build(key);
    kept.set(key, value);
  }
  return value;
}

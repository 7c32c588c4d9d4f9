/** What is to happen, in the order of its moments; what is put down for one moment happens in the order it was put down. */
export interface Agenda {
  /** @param at Milliseconds since 1970. */
  add(at: number, run: () => Promise<void>): void;
  /** Takes the next one out; undefined when nothing is to come. */
  next(): Entry | undefined;
  /** When the next one is. */
  nextAt(): number | undefined;
}

interface Entry {
  readonly at: number;
  readonly run: () => Promise<void>;
}

export function createAgenda(): Agenda {
  /** The next one is the last. */
  const entries: Entry[] = [];
  return {
    add(at, run) {
      let [low, high] = [0, entries.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((entries[middle] as Entry).at > at) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, { at, run });
    },
    next: () => entries.pop(),
    nextAt: () => entries.at(-1)?.at,
  };
}

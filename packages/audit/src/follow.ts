/** `previous` of the first entry. */
export const beginning = '0'.repeat(64);

/** What the next entry has to follow from. */
export interface TrailPlace {
  /** The number that the entry was written with, or where it lies when it cannot be read. */
  readonly seq: number;
  /** Null after an entry that is damaged: it is named, and what follows it is not blamed. */
  readonly hash: string | null;
}

export const startOfTrail: TrailPlace = { seq: 0, hash: beginning };

export interface Follower {
  /** The number that it was written with. */
  readonly seq: number;
  /** The hash that it names; null when it cannot be read. */
  readonly previous: string | null;
  /** Where it lies. @default its number */
  readonly at?: number;
}

/** Why an entry does not follow from the one before it; null: it does. */
export function brokenBefore(
  before: TrailPlace,
  { seq, previous, at = seq }: Follower,
): { readonly seq: number; readonly problem: string } | null {
  const expected = before.seq + 1;
  if (seq > expected) return { seq: expected, problem: `${seq - expected} entries are missing` };
  if (previous === null || before.hash === null || previous === before.hash) return null;
  return { seq: at, problem: 'it does not follow from the entry before it' };
}

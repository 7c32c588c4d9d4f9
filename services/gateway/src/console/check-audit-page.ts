import type { AuditPage, DamagedEntry } from '@acebuddy/contracts';

/** The last entry that was read, which the next one has to follow from; hash null: it cannot be told. */
export interface TrailPlace {
  readonly seq: number;
  readonly hash: string | null;
}

export interface CheckedPage {
  readonly entries: number;
  readonly damaged: DamagedEntry[];
  /** Null: there is no more. */
  readonly end: TrailPlace | null;
}

/** `previous` of the first entry. */
const beginning: TrailPlace = { seq: 0, hash: '0'.repeat(64) };

/**
 * Whether the entries of a page follow from each other and from where the page before it ended. What the service itself says of
 * an entry is taken over; what follows a damaged one is not blamed for it.
 */
export function checkAuditPage(page: AuditPage, from: TrailPlace | null): CheckedPage {
  const said = page.damaged ?? [];
  const bad = new Set(said.map(({ seq }) => seq));
  const found: DamagedEntry[] = [...said];
  const sound = new Map(page.items.map((item) => [item.seq, item]));
  const numbers = [...new Set([...bad, ...sound.keys()])].sort((left, right) => left - right);
  let before = from ?? beginning;
  for (const seq of numbers.filter((number) => number > before.seq)) {
    const missing = seq - before.seq - 1;
    if (missing > 0) found.push({ seq: before.seq + 1, problem: `${missing} entries are missing` });
    const entry = bad.has(seq) ? undefined : sound.get(seq);
    if (entry !== undefined && missing === 0 && before.hash !== null && entry.previous !== before.hash)
      found.push({ seq, problem: 'it does not follow from the entry before it' });
    before = { seq, hash: entry?.hash ?? null };
  }
  const end = page.next === null ? null : { seq: page.next, hash: before.seq === page.next ? before.hash : null };
  return { entries: numbers.length, damaged: found.sort((left, right) => left.seq - right.seq), end };
}

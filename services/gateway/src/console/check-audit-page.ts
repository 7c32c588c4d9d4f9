import { brokenBefore, startOfTrail, type TrailPlace } from '@acebuddy/audit/follow';
import type { AuditPage, DamagedEntry } from '@acebuddy/contracts';

export interface CheckedPage {
  readonly entries: number;
  readonly damaged: DamagedEntry[];
  /** Null: there is no more. */
  readonly end: TrailPlace | null;
}

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
  let before = from ?? startOfTrail;
  for (const seq of numbers.filter((number) => number > before.seq)) {
    const entry = bad.has(seq) ? undefined : sound.get(seq);
    const broken = brokenBefore(before, { seq, previous: entry?.previous ?? null });
    if (broken !== null) found.push(broken);
    before = { seq, hash: entry?.hash ?? null };
  }
  const end = page.next === null ? null : { seq: page.next, hash: before.seq === page.next ? before.hash : null };
  return { entries: numbers.length, damaged: found.sort((left, right) => left.seq - right.seq), end };
}

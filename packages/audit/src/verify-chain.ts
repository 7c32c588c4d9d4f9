import { notOurSeal, type Sealer } from './chain.ts';
import { brokenBefore, startOfTrail, type TrailPlace } from './follow.ts';
import type { AuditStore } from './ports.ts';
import type { StoredEntry } from './stored-entry.ts';

export interface AuditProblem {
  readonly seq: number;
  readonly problem: string;
}

export interface AuditReport {
  readonly chain: string;
  readonly entries: number;
  /** Entries whose seal could not be checked, because its key is not configured any more. */
  readonly unsealed: number;
  /** Number and hash of the newest entry: keep them elsewhere, and a trail that was cut short shows too. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly problems: readonly AuditProblem[];
  /** What explains something that would be a problem otherwise: sentences. */
  readonly notes: readonly string[];
}

export interface VerifyOptions {
  readonly chain: string;
  readonly store: AuditStore;
  readonly sealer: Sealer;
  /** A head that was noted earlier: the entry must still be there, unchanged. */
  readonly expected?: { readonly seq: number; readonly hash: string } | undefined;
  readonly onProgress?: (entries: number) => void;
}

const pageSize = 500;
const problemsMax = 100;

/** Reads a whole chain and names every entry that was altered and every gap. A damaged entry does not end it. */
export async function verifyChain(options: VerifyOptions): Promise<AuditReport> {
  const problems: AuditProblem[] = [];
  let last: StoredEntry | null = null;
  let before = startOfTrail;
  let entries = 0;
  let unsealed = 0;
  let met = options.expected === undefined;
  let restored: Sealed | null = null;
  for (;;) {
    const page = await options.store.after(options.chain, last?.seq ?? 0, pageSize);
    for (const stored of page) {
      problems.push(...problemsOf(stored, before, options.sealer));
      const { entry, seq, hash, problem } = stored;
      if (entry !== null && options.sealer.isSealed(entry.hash, entry.seal) === null) unsealed += 1;
      if (seq === options.expected?.seq && hash === options.expected.hash) met = true;
      if (entry !== null && tellsRestore(entry, options)) restored = entry;
      before = { seq: entry?.seq ?? seq, hash: problem === null ? hash : null };
      last = stored;
      entries += 1;
    }
    options.onProgress?.(entries);
    if (page.length < pageSize) break;
  }
  const isCut = !met && restored !== null;
  if (!met && !isCut)
    problems.push({ seq: options.expected?.seq ?? 0, problem: 'the entry that was noted earlier is not there' });
  const head = last === null ? null : { seq: last.seq, hash: last.hash };
  const notes = isCut && restored !== null ? [cutBy(restored, options.expected?.seq ?? 0)] : [];
  return { chain: options.chain, entries, unsealed, head, problems: problems.slice(0, problemsMax), notes };
}

type Sealed = NonNullable<StoredEntry['entry']>;

/** Sealed with our keys, and no later than where the trail had ended: what was written after the backup is not here. */
function tellsRestore(entry: Sealed, { sealer, expected }: VerifyOptions): boolean {
  const isRestore = entry.kind === 'store_restored' && typeof entry.details.backupOf === 'string';
  return isRestore && entry.seq <= (expected?.seq ?? 0) && sealer.isSealed(entry.hash, entry.seal) === true;
}

function cutBy({ seq, details }: Sealed, noted: number): string {
  return `entry ${seq} tells that the store was put back from a backup of ${String(details.backupOf)}: entries ${seq} to ${noted} that were written since then are gone with the store that was there before; keep that one`;
}

function problemsOf(stored: StoredEntry, before: TrailPlace, sealer: Sealer): AuditProblem[] {
  const { seq, entry, problem } = stored;
  const found: AuditProblem[] = [];
  const broken = brokenBefore(before, { seq: entry?.seq ?? seq, previous: entry?.previous ?? null, at: seq });
  if (broken !== null) found.push(broken);
  if (problem !== null) found.push({ seq, problem });
  if (entry !== null && sealer.isSealed(entry.hash, entry.seal) === false) found.push({ seq, problem: notOurSeal });
  return found;
}

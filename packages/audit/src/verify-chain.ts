import type { AuditEntry } from '@acebuddy/contracts';
import { beginning, hashOf, type Sealer } from './chain.ts';
import type { AuditStore } from './ports.ts';

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

/** Reads a whole chain and names every entry that was altered and every gap. */
export async function verifyChain(options: VerifyOptions): Promise<AuditReport> {
  const problems: AuditProblem[] = [];
  let last: AuditEntry | null = null;
  let entries = 0;
  let unsealed = 0;
  let met = options.expected === undefined;
  for (;;) {
    const page = await options.store.after(options.chain, last?.seq ?? 0, pageSize);
    for (const entry of page) {
      problems.push(...problemsOf(entry, last, options.sealer));
      if (options.sealer.isSealed(entry.hash, entry.seal) === null) unsealed += 1;
      if (entry.seq === options.expected?.seq && entry.hash === options.expected.hash) met = true;
      last = entry;
      entries += 1;
    }
    options.onProgress?.(entries);
    if (page.length < pageSize) break;
  }
  if (!met)
    problems.push({ seq: options.expected?.seq ?? 0, problem: 'the entry that was noted earlier is not there' });
  const head = last === null ? null : { seq: last.seq, hash: last.hash };
  return { chain: options.chain, entries, unsealed, head, problems: problems.slice(0, problemsMax) };
}

function problemsOf(entry: AuditEntry, last: AuditEntry | null, sealer: Sealer): AuditProblem[] {
  const expectedSeq = (last?.seq ?? 0) + 1;
  const found: AuditProblem[] = [];
  if (entry.seq > expectedSeq)
    found.push({ seq: expectedSeq, problem: `${entry.seq - expectedSeq} entries are missing` });
  else if (entry.previous !== (last?.hash ?? beginning))
    found.push({ seq: entry.seq, problem: 'it does not follow from the entry before it' });
  if (hashOf(entry) !== entry.hash) found.push({ seq: entry.seq, problem: 'it was altered' });
  if (sealer.isSealed(entry.hash, entry.seal) === false)
    found.push({ seq: entry.seq, problem: 'its seal is not ours' });
  return found;
}

import { type AuditEntry, auditEntrySchema } from '@acebuddy/contracts';
import { z } from 'zod';
import { hashOf } from './chain.ts';
import { beginning } from './follow.ts';

/** Also what a newer release may have written. */
const anyKindSchema = auditEntrySchema.extend({ kind: z.string() });
export type AnyKindEntry = z.infer<typeof anyKindSchema>;

/** An entry as the store gives it back, which somebody may have changed. */
export interface StoredEntry {
  /** Where it lies in the store; the entry has a number of its own. */
  readonly seq: number;
  /** Null when it cannot be read any more. */
  readonly entry: AnyKindEntry | null;
  /** What the next entry has to follow from. */
  readonly hash: string;
  /** Null: as it was written, as far as it can tell by itself. */
  readonly problem: string | null;
}

/** Reads what lies at `seq` of `chain`. Never throws: whatever is wrong with it becomes its `problem`. */
export function readEntry(chain: string, seq: number, body: unknown): StoredEntry {
  const { data: entry, error } = anyKindSchema.safeParse(body);
  if (entry === undefined) {
    const known = z.object({ hash: z.string() }).safeParse(body);
    const part = error?.issues[0]?.path[0];
    const what = part === undefined ? 'it' : `its "${String(part)}"`;
    return {
      seq,
      entry: null,
      hash: known.data?.hash ?? beginning,
      problem: `it was altered: ${what} cannot be read any more`,
    };
  }
  return { seq, entry, hash: entry.hash, problem: problemOf(chain, seq, entry) };
}

/** The entry in the words of this release; null when it is of a kind that only a newer one knows. */
export function toKnownKind(entry: AnyKindEntry): AuditEntry | null {
  return auditEntrySchema.safeParse(entry).data ?? null;
}

function problemOf(chain: string, seq: number, entry: AnyKindEntry): string | null {
  if (hashOf(entry) !== entry.hash) return 'it was altered';
  if (entry.chain !== chain) return `it was written into the trail of ${entry.chain}`;
  if (entry.seq !== seq) return `its number was changed: it was written as entry ${entry.seq}`;
  return null;
}

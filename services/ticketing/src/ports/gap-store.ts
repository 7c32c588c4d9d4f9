import type { Pulse, RestoreMarks, VersionedRecord } from '@acebuddy/storage';

/** A ticket in Desk that carries a reference of ours and that the ledger did not know when it was looked for. */
export interface Stray {
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly reference: string;
  readonly webUrl: string | null;
  /** Desk's instant; null where it does not tell. */
  readonly createdTime: string | null;
}

/**
 * A time of which the store may know nothing: it was put back from a backup, or nobody worked on it. What is asked for may have
 * been done in it, under the same name. All instants are epoch milliseconds.
 */
export interface Gap {
  readonly id: string;
  readonly from: number;
  readonly until: number;
  /** A person said that the store was put back. */
  readonly isMarked: boolean;
  /** From then on what Desk does not show was not done. */
  readonly surelyAt: number;
  /** When all tickets of the gap had been looked at; null before. */
  readonly lookedAt: number | null;
  /** Why they could not be looked at; null: nothing stands in the way. */
  readonly trouble: string | null;
  readonly strays: readonly Stray[];
  /** Strays up to now have been seen by a person. */
  readonly isSeen: boolean;
}

export interface GapStore {
  readonly gaps: VersionedRecord<readonly Gap[]>;
  readonly pulse: Pulse;
  readonly marks: RestoreMarks;
}

/** What we last saw of a ticket of ours, and when to look again. */
export interface Watch {
  readonly ticketId: string;
  readonly requestId: string;
  readonly status: string | null;
  readonly statusType: string | null;
  /** Desk's `modifiedTime` at the last look. */
  readonly modifiedTime: string | null;
  readonly commentCount: number | null;
  /** Comments up to this instant (epoch ms) have been told. */
  readonly commentsThrough: number;
  /** Ids of the newest of them, which the next look lists again. */
  readonly told: readonly string[];
  /** The status that we ourselves set or are setting: its appearance is no news. */
  readonly ownStatus: string | null;
  /** Looks that were written down so far: tells one occasion from the next. */
  readonly looks: number;
  /** Looks in a row that found nothing new: the next one comes later. */
  readonly quietLooks: number;
  /** Looks that failed in a row. */
  readonly failures: number;
  /** Desk says since then (epoch ms) that there is no such ticket; null while it can be read. */
  readonly missedSince: number | null;
  readonly createdAt: number;
  /** From creation to the last closing. */
  readonly resolvedInMs: number | null;
}

export interface WatchClaim {
  readonly watch: Watch;
  readonly fence: number;
}

/** `ownStatus` is only ever cleared this way: it came up, or the status has moved on. */
export type WatchPatch = Partial<Omit<Watch, 'ticketId' | 'requestId' | 'createdAt' | 'ownStatus'>> & {
  readonly ownStatus?: null;
};

/** Tickets that we created and look at from time to time. */
export interface WatchStore {
  /** Starts watching; a repeat changes nothing. */
  add(watch: Watch, dueAt: number): Promise<void>;
  get(ticketId: string): Promise<Watch | null>;
  /** Of these ids, those that are ours. */
  known(ticketIds: readonly string[]): Promise<readonly Watch[]>;
  /** Stops watching the tickets of these requests and forgets them. Returns how many. */
  forget(isWanted: (requestId: string) => boolean): Promise<number>;
  anyWatched(): Promise<boolean>;
  /** Says before we write it that this status is our own doing; null: it did not come to that. */
  expectStatus(ticketId: string, status: string | null): Promise<void>;
  /** Look at this ticket no later than `dueAt`. */
  hasten(ticketId: string, dueAt: number): Promise<void>;
  claim(options: { owner: string; leaseMs: number; limit: number; now: number }): Promise<readonly WatchClaim[]>;
  /** Writes what was seen and when to look again (null: never); false when the lease was lost. */
  save(claim: WatchClaim, patch: WatchPatch, dueAt: number | null): Promise<boolean>;
  nextDueInMs(now: number): Promise<number | null>;
  /** Whether this event was marked before (within the days that events are remembered). */
  wasSeen(eventKey: string): Promise<boolean>;
  markSeen(eventKey: string, now: number): Promise<void>;
  /**
   * The turn of one replica to poll: the instant up to which the last poll saw everything, or null when it is not
   * our turn. `until` is when another replica may take over.
   */
  beginPoll(owner: string, now: number, until: number): Promise<{ readonly through: number } | null>;
  endPoll(owner: string, through: number, nextAt: number): Promise<void>;
  /** Forgets tickets that are not looked at any more, and events, older than these instants. */
  prune(before: number, eventsBefore: number): Promise<number>;
}

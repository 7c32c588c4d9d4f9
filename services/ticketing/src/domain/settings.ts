/** One look for the effect of a lost call. */
export interface Look {
  /** Milliseconds after the call was sent. */
  readonly afterMs: number;
}

/** Times and limits of the ledger's work. All milliseconds. */
export interface WorkSettings {
  /** One Desk call, waiting for its turn included. */
  readonly callTimeoutMs: number;
  /** How long a claim holds; renewed before a call when less than the call and a margin is left. */
  readonly leaseMs: number;
  readonly leaseMarginMs: number;
  /**
   * When to look for a ticket whose creation was not answered. The last look decides: only it may conclude that the
   * ticket does not exist, so it comes after the search index has caught up ("minutes", zoho-desk.md §3.4).
   */
  readonly createLooks: readonly Look[];
  /** From when on the search index is asked at all: earlier it cannot know. */
  readonly indexAfterMs: number;
  /** Likewise for comments, status and so on, which are read near real time. */
  readonly changeLooks: readonly Look[];
  /** Desk's clock may be this far from ours. */
  readonly clockSkewMs: number;
  /** Shortest wait after a misconfiguration: a person has to act. */
  readonly misconfiguredDelayMs: number;
  /** Longest wait between two attempts: this long after an outage everything has been tried again. */
  readonly retryMsMax: number;
  /** Most waits are `retryMsMax`: together about 75 hours. */
  readonly attemptsMax: number;
  /** Only so many attempts may be called before their time because Desk can be reached again. */
  readonly calledAttemptsMax: number;
  /** So often a ticket of our own may be unknown to Desk before a change to it is given up: about half an hour. */
  readonly absentAttemptsMax: number;
  /** A contact that Desk has and does not show yet is waited for so long ("minutes", zoho-desk.md §3.4), and asked for so often. */
  readonly contactPatienceMs: number;
  readonly contactEveryMs: number;
  /** Lanes worked on at once; Desk's own limiter is below that. */
  readonly concurrency: number;
  /** Further lanes for work that a customer waits for. */
  readonly foregroundConcurrency: number;
  readonly idleMs: number;
  /** First and longest pause between two looks of a waiting caller into the ledger (other replicas' work). */
  readonly waitPollMs: number;
  readonly waitPollMsMax: number;
}

export const defaultWorkSettings: WorkSettings = {
  callTimeoutMs: 12_000,
  leaseMs: 30_000,
  leaseMarginMs: 6_000,
  createLooks: [{ afterMs: 4_000 }, { afterMs: 45_000 }, { afterMs: 150_000 }, { afterMs: 330_000 }],
  indexAfterMs: 30_000,
  changeLooks: [{ afterMs: 5_000 }, { afterMs: 40_000 }, { afterMs: 100_000 }],
  clockSkewMs: 300_000,
  misconfiguredDelayMs: 300_000,
  retryMsMax: 900_000,
  attemptsMax: 310,
  calledAttemptsMax: 40,
  absentAttemptsMax: 12,
  contactPatienceMs: 300_000,
  contactEveryMs: 20_000,
  concurrency: 6,
  foregroundConcurrency: 4,
  idleMs: 1_000,
  waitPollMs: 100,
  waitPollMsMax: 500,
};

/** Refuses settings under which a live worker could lose its lease in the middle of a call. */
export function checkWorkSettings(settings: WorkSettings): WorkSettings {
  if (settings.leaseMs < settings.callTimeoutMs + 2 * settings.leaseMarginMs) {
    throw new RangeError('leaseMs must be at least callTimeoutMs plus twice leaseMarginMs');
  }
  const [first] = settings.createLooks;
  const last = settings.createLooks.at(-1);
  if (first === undefined || last === undefined || settings.changeLooks.length === 0) {
    throw new RangeError('createLooks and changeLooks must not be empty');
  }
  if (last.afterMs < settings.callTimeoutMs || last.afterMs < settings.indexAfterMs) {
    throw new RangeError('the last of createLooks must come after the call timed out and the index was asked');
  }
  return settings;
}

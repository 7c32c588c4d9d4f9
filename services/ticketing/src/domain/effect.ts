import type { CallOptions, Observation, RefusedField, StepProgress, StepResult, TicketDesk } from '../ports.ts';
import type { Look } from './settings.ts';

/** What a look for the effect of a lost call has shown. */
export type Finding<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** It is not there, as far as this look can see. */
  | { readonly kind: 'absent' }
  /** This look proves nothing: never send again on its word. */
  | { readonly kind: 'inconclusive'; readonly why: string };

/** When and how a call was sent whose effect is looked for. */
export interface Search {
  /** Epoch ms of the first and of the last call whose outcome was unknown. */
  readonly firstSentAt: number;
  readonly sentAt: number;
  readonly now: number;
  /** Only the last look may say "absent" for good. */
  readonly isLast: boolean;
  /**
   * The store was put back from a backup: what is there under the same name may be of what it does not know any more, and say
   * something else. Only the same counts.
   */
  readonly ofGap?: boolean;
}

/** The Desk, with every call bounded by the lease of the work that makes it. */
export type GuardedDesk = {
  readonly [Name in Exclude<keyof TicketDesk, 'simulated' | 'hasSpareCredits' | 'state'>]: TicketDesk[Name] extends (
    ...args: [...infer Input, CallOptions]
  ) => infer Output
    ? (...args: Input) => Output
    : never;
};

/** One thing done to Desk, at most once. `T` is what Desk gives back for it. */
export interface Effect<T> {
  readonly looks: readonly Look[];
  /** Reads only: a lost answer is no question, it is simply done again. */
  readonly harmless?: boolean;
  perform(desk: GuardedDesk): Promise<T>;
  find(desk: GuardedDesk, search: Search): Promise<Finding<T>>;
  /** The result that a worker found and could not write down before it lost its lease. */
  observed?(): T | null;
  /** What to leave out after a refusal, as JSON pointers of all that is left out; null when nothing helps. */
  degrade?(refused: readonly RefusedField[]): readonly string[] | null;
  /** What to leave behind for the new owner when the result comes after the lease was lost. */
  observation?(value: T): Observation;
  /** What the ledger keeps of it. `sends`: how often it was sent in all, this time included. */
  settle(value: T, progress: StepProgress, sends: number): Settled;
  /** Brings what the call needs, before anything is sent. */
  prepare?(): Promise<void>;
}

export interface Settled {
  readonly progress: StepProgress;
  readonly result: StepResult;
  /** The step has further parts. */
  readonly more: boolean;
}

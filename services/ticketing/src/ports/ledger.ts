import type { IdentityProof, OutboxItem, Reference, TicketDraft, TicketRef } from '@acebuddy/contracts';
import type { WorkOrigin } from '@acebuddy/service-kit';
import type { RecordedCall } from './ticket-desk.ts';

/*
 * The ledger: one durable record for every piece of Desk work, written before Desk hears of it.
 *
 * A *lane* is one ticket, existing or to be; a *step* is one thing to do to it (create it, comment, set its status).
 * The steps of a lane are done one after another, in order. A worker claims a lane, never a step: it gets a lease and
 * a fence (a number that grows with every claim), and whatever it writes later must show that fence, so that a worker
 * that lost its lease cannot overwrite its successor's work.
 */

/**
 * - `queued`: to be done; nothing has been sent, or what was sent certainly had no effect.
 * - `sending`: a call is out. Found in this state by a later claim, its worker died: the outcome is unknown.
 * - `unknown`: it may have been done; look before doing it again.
 * - `done`; `dead`: given up, waits for a person; `discarded`: a person decided to drop it.
 */
export const stepStates = ['queued', 'sending', 'unknown', 'done', 'dead', 'discarded'] as const;
export type StepState = (typeof stepStates)[number];

/** What a step is to do. Holds customers' words: sealed at rest, erased when the step is done. */
export type StepPayload =
  | { readonly kind: 'create'; readonly reference: Reference; readonly draft: TicketDraft }
  /** One comment per part, in order. */
  | { readonly kind: 'comment'; readonly parts: readonly string[]; readonly isPublic: boolean }
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'priority'; readonly priority: string }
  | { readonly kind: 'proof'; readonly proof: IdentityProof }
  | {
      readonly kind: 'revise';
      readonly reference: Reference;
      readonly description: string;
      readonly dueAt?: string | null;
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  | {
      readonly kind: 'call';
      readonly subject: string;
      readonly phone: string;
      readonly startsAt: string;
      readonly description: string;
    }
  | { readonly kind: 'attachment'; readonly url: string; readonly name: string; readonly contentType?: string }
  /** Look for a second ticket after a create was sent twice. */
  | {
      readonly kind: 'verify';
      readonly reference: Reference;
      readonly subject: string;
      readonly email?: string;
      /** Number of the ticket that is kept. */
      readonly kept: string;
      /** Epoch milliseconds of the first send. */
      readonly since: number;
    };
export const stepKinds = [
  'create',
  'comment',
  'status',
  'priority',
  'proof',
  'revise',
  'tags',
  'call',
  'attachment',
  'verify',
] as const;
export type StepKind = (typeof stepKinds)[number] & StepPayload['kind'];

/** Stands in `lastError` of a step that only a newer release can do: so it is found by those who look for work in trouble. */
export const parkedError = 'needs a newer release of ticketing';

/** What a worker found out but could no longer write down in its own name. */
export type Observation =
  | { readonly kind: 'ticket'; readonly ticket: TicketRef; readonly seen: SeenTicket }
  | { readonly kind: 'part'; readonly part: number; readonly resultId: string };

/** How far a step got: small, no customer data. */
export interface StepProgress {
  /** Failed tries that count towards giving up. */
  readonly attempts: number;
  /** Next comment part to write, from 0. */
  readonly part: number;
  /** Ids that Desk gave to finished parts. */
  readonly resultIds: readonly string[];
  /** Start of the last call whose outcome may be unknown, epoch milliseconds. */
  readonly sentAt: number | null;
  /** Start of the first such call. */
  readonly firstSentAt: number | null;
  /** How often a call was sent whose outcome was unknown at first. */
  readonly sends: number;
  /** Completed looks since `sentAt`. */
  readonly looks: number;
  /** Optional fields that Desk refused, as JSON pointers. */
  readonly dropped: readonly string[];
  /** The newest calls of Desk that it took, oldest first. Absent before the first, and in steps of older releases. */
  readonly calls?: readonly RecordedCall[];
}

export interface StepResult {
  /** Of a create step. */
  readonly ticket?: TicketRef;
  /** The reference that the ticket carries. */
  readonly reference?: Reference;
  /** The new ticket as Desk answered it: what later looks are compared with. */
  readonly seen?: SeenTicket;
  /** A create was sent twice: somebody has to look for a second ticket later. */
  readonly resent?: boolean;
  /** Found after a lost answer: it was on the desk before we knew of it. */
  readonly adopted?: boolean;
  /** Optional fields that the ticket had to do without, as JSON pointers. */
  readonly dropped?: readonly string[];
  /** Ids of tickets that exist beside the one that is kept. */
  readonly duplicates?: readonly string[];
  readonly resultId?: string;
}

export interface SeenTicket {
  readonly status: string;
  readonly statusType: string | null;
  readonly modifiedTime: string | null;
  readonly createdTime: string | null;
}

export interface Step {
  readonly id: string;
  readonly laneId: string;
  readonly kind: StepKind;
  readonly state: StepState;
  readonly foreground: boolean;
  /** Null once over and done with; also when the record cannot be opened, or not understood. */
  readonly payload: StepPayload | null;
  /** What a newer release wrote and this one does not understand; left out otherwise. */
  readonly foreign?: unknown;
  readonly progress: StepProgress;
  readonly result: StepResult | null;
  readonly observations: readonly Observation[];
  readonly lastError: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** The request that ordered it; null in steps of older releases. */
  readonly origin: WorkOrigin | null;
}

export interface Lane {
  readonly id: string;
  /** The request that creates the ticket; null for tickets that we did not create. */
  readonly requestId: string | null;
  /** Desk's id of the ticket, once it exists. */
  readonly ticketId: string | null;
  /** Null until it exists, and for tickets that we did not create. */
  readonly ticket: TicketRef | null;
  /** A create step exists (or existed): otherwise a lane without a ticket still waits for its request. */
  readonly hasCreate: boolean;
  /** When its next step is due, epoch milliseconds; null when nothing is to be done or a person is needed. */
  readonly dueAt: number | null;
  readonly createdAt: number;
}

export interface NewStep {
  readonly id: string;
  readonly foreground: boolean;
  readonly payload: StepPayload;
  readonly origin?: WorkOrigin;
}

/** Where a step goes: the lane, and what the lane is about in case it has to be made. */
export interface StepPlace {
  readonly laneId: string;
  readonly requestId?: string;
  readonly ticketId?: string;
  /** When an idle lane becomes due, epoch milliseconds; at once by default. */
  readonly dueAt?: number;
}

/** A lane that this worker holds, with the step at its head (null when all of its steps are finished). */
export interface Claim {
  readonly lane: Lane;
  readonly step: Step | null;
  readonly fence: number;
  /** Epoch milliseconds. */
  readonly leaseUntil: number;
}

export interface StepPatch {
  readonly state: StepState;
  readonly progress: StepProgress;
  readonly result?: StepResult;
  readonly lastError?: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What becomes of the lane when its worker lets go of it. */
export interface Release {
  /** The head step is over: take it off, and erase the words of what is done. */
  readonly remove: boolean;
  /** When to look at the lane again; `now` in epoch ms for at once, null for "a person is needed". Ignored if it empties. */
  readonly dueAt: number | null;
  readonly ticket?: TicketRef;
  /** It waits only because Desk could not be reached: whoever reaches it calls the lane (`hurry`). */
  readonly waitsForDesk?: boolean;
  /** The head step goes behind the others of its lane. They begin when it would have been tried again. */
  readonly stepAside?: boolean;
}

/** A step as people see it: what it does stays sealed. */
export interface StepView extends Pick<Step, 'id' | 'kind' | 'state' | 'progress' | 'lastError' | 'createdAt'> {
  /** Id of the request that ordered it. */
  readonly correlationId: string | null;
  /** Of its lane, once it is known there. */
  readonly ticketId: string | null;
  /** Null also for tickets that we did not create. */
  readonly ticketNumber: string | null;
}

export interface LedgerCounts {
  /** Unfinished steps by state. */
  readonly byState: Readonly<Partial<Record<StepState, number>>>;
  /** When the oldest step that was given up was recorded, epoch milliseconds; null when there is none. */
  readonly oldestDeadAt: number | null;
  /** Age of the oldest step that is queued, sending or unknown. */
  readonly oldestPendingMs: number;
}

export interface Ledger {
  /**
   * Records a request for a ticket: its lane and first steps, before anything else in that lane. The first call for
   * a lane wins; a repeat changes nothing.
   */
  addRequest(laneId: string, requestId: string, steps: readonly NewStep[], now: number): Promise<void>;
  /** Puts a step at the end of a lane, making the lane if needed. A repeat of the step's id changes nothing. */
  addStep(step: NewStep, place: StepPlace, now: number): Promise<void>;
  lane(id: string): Promise<Lane | null>;
  /** The lane of the request that created this ticket, newest first; null when it is not ours. */
  laneOfTicket(ticketId: string): Promise<Lane | null>;
  step(id: string): Promise<Step | null>;
  /**
   * Takes up to `limit` due lanes, those where a customer waits first. The claim itself locks out earlier owners:
   * whatever they wrote before it is in the returned step, whatever they try to write after it is refused.
   */
  claim(options: {
    owner: string;
    leaseMs: number;
    limit: number;
    now: number;
    foregroundOnly?: boolean;
  }): Promise<readonly Claim[]>;
  /** Notes that this release cannot do the claimed step; everything else about it stays as it is. */
  park(claim: Claim): Promise<void>;
  /** Holds on to the lane; false when the lease was lost to another worker. */
  renew(claim: Claim, leaseUntil: number): Promise<boolean>;
  /** Writes the step's state; false when the lease was lost. */
  saveStep(claim: Claim, patch: StepPatch): Promise<boolean>;
  /** Gives the lane back; false when the lease was lost. */
  release(claim: Claim, release: Release, now: number): Promise<boolean>;
  /** Makes up to `limit` lanes due that wait for Desk to come back, the next of them first. Returns how many. */
  hurry(limit: number, now: number): Promise<number>;
  /** Leaves word for the present owner. Needs no lease. */
  observe(stepId: string, observation: Observation): Promise<void>;
  /** Milliseconds until the next lane is due; null when none is. */
  nextDueInMs(now: number): Promise<number | null>;
  /** Unfinished and dead steps, or only the dead ones, oldest first, paged by an opaque key. */
  listOutbox(
    after: string | null,
    limit: number,
    which?: 'all' | 'dead',
  ): Promise<{ items: readonly OutboxItem[]; next: string | null }>;
  /** Puts a dead step back to work; false when there is no such dead step. */
  retry(stepId: string, now: number): Promise<boolean>;
  /** Drops a dead step for good, with its lane's other work if the lane now never gets a ticket. */
  discard(stepId: string, reason: string, now: number): Promise<boolean>;
  /** The newest `limit` steps whose id begins so, finished ones included, newest first. Reads an index of ids. */
  stepsNamed(prefix: string, limit: number): Promise<readonly StepView[]>;
  counts(now: number): Promise<LedgerCounts>;
  /**
   * Erases finished work older than `before`, and what a crash left half recorded before `orphansBefore`: nobody was
   * told that it would be done, and whoever asked has long asked again. Returns how many finished steps went.
   */
  prune(before: number, orphansBefore: number): Promise<number>;
}

import type { DeskCheck, DeskContact, TicketView } from '@acebuddy/contracts';

/** A ticket as Desk shows it. Lists and searches leave fields out: those are null or empty then (zoho-desk.md §3.2). */
export type DeskTicket = Omit<TicketView, 'simulated'> & { readonly commentCount: number | null };

/** A new ticket, mapped to the portal's words and within Desk's limits (zoho-desk.md §3.1). */
export interface NewTicket {
  readonly subject: string;
  /** HTML, customer's text escaped. */
  readonly description: string;
  readonly contact: { readonly id: string } | { readonly lastName: string; readonly email?: string };
  readonly email?: string;
  readonly phone?: string;
  readonly status?: string;
  readonly priority?: string;
  readonly channel?: string;
  readonly language?: string;
  readonly category?: string;
  readonly classification?: string;
  readonly teamId?: string;
  readonly assigneeId?: string;
  /** ISO instant. */
  readonly dueDate?: string;
  /** By Desk's API name, `cf_…`. */
  readonly cf: Readonly<Record<string, string>>;
}

/** What is changed of a ticket; everything else of it stays. */
export interface TicketPatch {
  readonly status?: string;
  readonly priority?: string;
  /** HTML, customer's text escaped. */
  readonly description?: string;
  /** ISO instant; null takes the due moment away. */
  readonly dueDate?: string | null;
  readonly cf?: Readonly<Record<string, string>>;
}

export interface DeskComment {
  readonly id: string;
  readonly content: string;
  /** `plainText` or `html`; null where Desk does not say. */
  readonly contentType: string | null;
  readonly isPublic: boolean;
  readonly author: string;
  /** `AGENT` or `END_USER`; null where Desk does not say. */
  readonly authorType: string | null;
  readonly authorId: string | null;
  /** ISO instant. */
  readonly at: string | null;
}

export interface DeskCall {
  readonly subject: string;
  readonly phone: string;
  readonly startsAt: string;
  readonly description: string;
}

export interface DeskFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One HTTP request to Desk as it is kept with the step that it was for: nothing of its content, no id of a record. */
export interface RecordedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** The path's template: `/tickets/{id}/comments`. */
  readonly path: string;
  readonly ms: number;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly outcome: 'ok' | 'refused' | 'failed' | 'no_answer' | 'limited';
}

/** How much a call matters and how long it may take, waiting for its turn included. */
export interface CallOptions {
  readonly foreground: boolean;
  readonly timeoutMs: number;
  /** Once per HTTP request that it takes. */
  readonly onCall?: (call: RecordedCall) => void;
}

/** How Desk stands, by what this process saw last: nothing is asked for it. */
export interface DeskState {
  /** Whether the last call was let in by its token; null before the first. */
  readonly tokenOk: boolean | null;
  /** Credits left today; null when Desk did not say so lately. */
  readonly creditsLeft: number | null;
  /** Below so many they are nearly used up. Desk does not tell how many there are in a day. */
  readonly creditsAlarm: number;
  /** Nothing is sent until then, because the day's credits are used up; epoch milliseconds, null when calls flow. */
  readonly pausedUntil: number | null;
  /** Calls at once that this process may make. */
  readonly concurrency: number;
  /** First and last of the calls since Desk answered last, epoch milliseconds; null when the last was answered. */
  readonly silence: { readonly since: number; readonly lastAt: number } | null;
}

/**
 * What happened to a call that failed (zoho-desk.md §6, §8).
 * - `not_sent`: nothing was done in Desk; safe to repeat.
 * - `unknown`: the request went out and no answer, or a 5xx, came back. It may have been done.
 * - `throttled`: refused for now; nothing was done.
 * - `rejected`: Desk will never take it as it is.
 * - `misconfigured`: credentials, scope or organisation are wrong; a person has to mend that.
 * - `not_found`: the ticket does not exist or is not visible.
 */
export type DeskFailureKind = 'not_sent' | 'unknown' | 'throttled' | 'rejected' | 'misconfigured' | 'not_found';

export interface RefusedField {
  /** JSON pointer, for example `/cf/cf_reference`. */
  readonly pointer: string;
  /** Desk's `errorType`: `invalid`, `duplicate`, `missing`. */
  readonly type: string;
}

export interface DeskFailureDetails {
  readonly retryAfterMs?: number;
  readonly fields?: readonly RefusedField[];
  readonly cause?: unknown;
}

/** The one error that `TicketDesk` throws. `message` names the likely mistake, never customer data. */
export class DeskFailure extends Error {
  readonly kind: DeskFailureKind;
  readonly retryAfterMs: number | undefined;
  readonly fields: readonly RefusedField[];

  constructor(kind: DeskFailureKind, message: string, details: DeskFailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DeskFailure';
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs;
    this.fields = details.fields ?? [];
  }
}

export interface TimeWindow {
  readonly since: Date;
  readonly until: Date;
}

/** What was found by one way of looking, and whether that way worked at all. */
export interface Sighting {
  readonly tickets: readonly DeskTicket[];
  /** False when not all could be read, or this portal refuses the search (422): its silence proves nothing. */
  readonly conclusive: boolean;
}

/**
 * The help desk as ticketing needs it. Every method throws `DeskFailure` and nothing else.
 * Reads are near real time unless said otherwise.
 */
export interface TicketDesk {
  readonly simulated: boolean;
  /** False when so few API credits are left for today that they should go to customers' requests. */
  hasSpareCredits(): boolean;
  state(): DeskState;
  createTicket(ticket: NewTicket, options: CallOptions): Promise<DeskTicket>;
  getTicket(id: string, options: CallOptions): Promise<DeskTicket | null>;
  getTicketByNumber(ticketNumber: string, options: CallOptions): Promise<DeskTicket | null>;
  updateTicket(id: string, change: TicketPatch, options: CallOptions): Promise<void>;
  /** Tickets that carry the reference, by the search index, which lags behind by minutes (zoho-desk.md §3.4). */
  searchReference(reference: string, options: CallOptions): Promise<Sighting>;
  /** Tickets created in that time, newest first, by the plain list. */
  listCreatedIn(window: TimeWindow, options: CallOptions): Promise<Sighting>;
  /** Tickets of the contact with this address created in that time. */
  listOfContact(email: string, window: TimeWindow, options: CallOptions): Promise<Sighting>;
  /** Tickets changed since then, longest ago first, by the search index; not all when there are too many to read. */
  listModifiedSince(since: Date, options: CallOptions): Promise<Sighting>;
  addComment(ticketId: string, text: string, isPublic: boolean, options: CallOptions): Promise<DeskComment>;
  /** Newest first, at least those since then. */
  listComments(ticketId: string, since: Date | null, options: CallOptions): Promise<readonly DeskComment[]>;
  addTags(ticketId: string, tags: readonly string[], options: CallOptions): Promise<void>;
  listTags(ticketId: string, options: CallOptions): Promise<readonly string[]>;
  /** Plans a call with the ticket's contact; returns the activity's id. */
  addCall(ticketId: string, call: DeskCall, options: CallOptions): Promise<string>;
  /** Planned calls of a ticket, for finding one again after a lost answer. */
  listCalls(
    ticketId: string,
    options: CallOptions,
  ): Promise<readonly { readonly id: string; readonly description: string | null }[]>;
  attach(ticketId: string, file: DeskFile, options: CallOptions): Promise<string>;
  /** Those that a file of this name may have become: Desk's names are shorter and plainer. */
  listAttachments(
    ticketId: string,
    name: string,
    options: CallOptions,
  ): Promise<readonly { readonly id: string; readonly sizeBytes: number | null }[]>;
  findContact(email: string, options: CallOptions): Promise<DeskContact | null>;
  check(options: CallOptions): Promise<DeskCheck>;
}

import type { DeskResult } from './failure.ts';
import type { HealthStats } from './health.ts';
import type { CallReport } from './transport/sender.ts';

/** How much a call matters and how long it may take, waiting for its turn included. */
export interface CallOptions {
  /** A customer waits: served before background work. Default true. */
  readonly foreground?: boolean;
  /** Default 12,000. The call is not sent any more when too little of it is left. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Once per HTTP request that it takes, beside the client's own `onCall`. */
  readonly onCall?: (report: CallReport) => void;
}

/** A new ticket in the portal's words (zoho-desk.md §3.1). What is longer than Desk's limits is cut, never refused. */
export interface NewTicket {
  readonly subject: string;
  /** `text` is escaped and keeps its lines; `html` goes out as it is. */
  readonly description: { readonly text: string } | { readonly html: string };
  /** With an address Desk uses the contact it knows by it, or makes one. `name` or `lastName` and `firstName`. */
  readonly contact:
    | { readonly id: string }
    | { readonly name: string; readonly email?: string }
    | { readonly lastName: string; readonly firstName?: string; readonly email?: string };
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
  /** By Desk's API name, `cf_…`; empty values are left out, long ones cut at 100 characters. */
  readonly cf?: Readonly<Record<string, string>>;
}

/** A ticket as Desk shows it. Lists and searches leave parts out: those are null or empty then (zoho-desk.md §3.2). */
export interface Ticket {
  readonly id: string;
  /** What people quote. */
  readonly ticketNumber: string;
  readonly subject: string;
  /** HTML. */
  readonly description: string | null;
  readonly status: string;
  readonly statusType: string | null;
  readonly priority: string | null;
  readonly departmentId: string | null;
  readonly contactId: string | null;
  readonly assigneeId: string | null;
  /** The ticket's address, or its contact's where the list shows only that. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly channel: string | null;
  readonly webUrl: string | null;
  /** Null where this answer does not show custom fields at all. */
  readonly customFields: Readonly<Record<string, string | null>> | null;
  /** ISO instants. */
  readonly createdTime: string | null;
  readonly modifiedTime: string | null;
  readonly closedTime: string | null;
  readonly dueDate: string | null;
  readonly commentCount: number | null;
}

export interface TicketUpdate {
  readonly description?: NewTicket['description'];
  /** ISO instant; null takes the due moment away. */
  readonly dueDate?: string | null;
  readonly status?: string;
  readonly priority?: string;
  readonly teamId?: string;
  readonly assigneeId?: string;
  readonly cf?: Readonly<Record<string, string>>;
}

export interface NewComment {
  /** At most 32,000 characters; longer is refused without a call. Mentions (`zsu[@…]zsu`) are taken out. */
  readonly content: string;
  /** A public comment is mailed to the contact. */
  readonly isPublic: boolean;
  /** Default `plainText`. */
  readonly contentType?: 'plainText' | 'html';
}

export interface Comment {
  readonly id: string;
  readonly content: string;
  readonly contentType: string | null;
  readonly isPublic: boolean;
  readonly author: string;
  /** `AGENT` or `END_USER`; null where Desk does not say. */
  readonly authorType: string | null;
  readonly authorId: string | null;
  /** ISO instant. */
  readonly at: string | null;
}

/** A telephone call to plan or to note (Zoho's specification `Call.json`; not confirmed against a live portal). */
export interface NewCall {
  readonly subject: string;
  /** Goes into the description: the activity itself has no number. */
  readonly phone?: string;
  /** ISO instant. */
  readonly startsAt: string;
  readonly description?: string;
  /** Default `outbound`. */
  readonly direction?: 'inbound' | 'outbound';
  /** Default `Scheduled`. */
  readonly status?: 'Scheduled' | 'Completed' | 'Missed' | 'Canceled' | 'In Progress';
  /** The ticket's own contact when absent; reading it costs a call. */
  readonly contactId?: string;
}

export interface Call {
  readonly id: string;
  readonly subject: string;
  readonly description: string | null;
  readonly startsAt: string | null;
  readonly status: string | null;
}

export interface NewAttachment {
  readonly name: string;
  readonly contentType: string;
  /** At most 20 MB; more is refused without a call. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isPublic?: boolean;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number | null;
}

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** ISO instant. */
  readonly createdAt: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/**
 * Tickets found in one way. `complete: false` means that the silence of this way proves nothing: the portal refused the
 * search, or the list was longer than we read.
 */
export interface Sighting {
  readonly tickets: readonly Ticket[];
  readonly complete: boolean;
}

/** ISO instants. Clocks may differ by a minute. */
export interface TimeWindow {
  readonly since: string;
  readonly until: string;
}

export interface SetupCheck {
  readonly org: { readonly id: string; readonly name: string } | null;
  readonly department: { readonly id: string; readonly name: string } | null;
  readonly agent: Agent | null;
  /** Empty when all is well. */
  readonly problems: readonly { readonly what: string; readonly mend: string }[];
}

/** What the operator configured and `checkSetup` compares with the portal. */
export interface SetupExpectation {
  /** API names of the custom fields that tickets carry. */
  readonly customFields: readonly string[];
  readonly priorities?: readonly string[];
  readonly statuses?: readonly string[];
  readonly channel?: string;
}

export interface DeskUsage extends HealthStats {
  /** Credits left today, as Desk last said; null before the first answer that says so. */
  readonly creditsRemaining: number | null;
  readonly creditsUsed: number;
  readonly calls: number;
  readonly inFlight: number;
  /** Calls at once that this process may make. */
  readonly concurrency: number;
  readonly concurrencySeen: number;
  readonly waiting: { readonly foreground: number; readonly background: number };
  /** Epoch milliseconds until which nothing is sent; null when calls flow. */
  readonly pausedUntil: number | null;
}

/**
 * Zoho Desk in our own words. Methods do not reject for anything Desk did: every outcome is a value. Reads are near real
 * time unless said otherwise.
 */
export interface Desk {
  /** One call. Two more when the portal refuses a second contact with the same address (422 duplicate). */
  createTicket(ticket: NewTicket, options?: CallOptions): Promise<DeskResult<Ticket>>;
  getTicket(ticketId: string, options?: CallOptions): Promise<DeskResult<Ticket>>;
  /** By the search index: a ticket made a moment ago may be missing. */
  findByNumber(ticketNumber: string, options?: CallOptions): Promise<DeskResult<Ticket | null>>;
  /** Tickets that carry our reference in the custom field, else anywhere, by the lagging index: one search or two. */
  searchReference(reference: string, options?: CallOptions): Promise<DeskResult<Sighting>>;
  /** Tickets of the department created in that time, newest first, by the plain list, which is near real time. */
  listCreatedIn(window: TimeWindow, options?: CallOptions): Promise<DeskResult<Sighting>>;
  /** Tickets created in that time of the contact with this address; incomplete when no such contact is found. */
  listOfContact(email: string, window: TimeWindow, options?: CallOptions): Promise<DeskResult<Sighting>>;
  /** Tickets of the department changed since then, oldest change first, by the index: let the windows overlap. */
  listRecentlyModified(since: string, options?: CallOptions): Promise<DeskResult<Sighting>>;
  /** Safe to repeat. */
  updateTicket(ticketId: string, update: TicketUpdate, options?: CallOptions): Promise<DeskResult<Ticket>>;
  createComment(ticketId: string, comment: NewComment, options?: CallOptions): Promise<DeskResult<Comment>>;
  /** Newest first; with `since` all of that time and later, else the newest hundred. */
  listComments(ticketId: string, since: string | null, options?: CallOptions): Promise<DeskResult<readonly Comment[]>>;
  /** Public comments that agents other than the token's own wrote, oldest first. */
  listAgentReplies(
    ticketId: string,
    since: string | null,
    options?: CallOptions,
  ): Promise<DeskResult<readonly Comment[]>>;
  /** Safe to repeat. */
  associateTags(
    ticketId: string,
    tags: readonly string[],
    options?: CallOptions,
  ): Promise<DeskResult<readonly string[]>>;
  listTags(ticketId: string, options?: CallOptions): Promise<DeskResult<readonly string[]>>;
  createCall(ticketId: string, call: NewCall, options?: CallOptions): Promise<DeskResult<Call>>;
  /** Newest first, at most a hundred. */
  listCalls(ticketId: string, options?: CallOptions): Promise<DeskResult<readonly Call[]>>;
  uploadAttachment(ticketId: string, file: NewAttachment, options?: CallOptions): Promise<DeskResult<Attachment>>;
  listAttachments(ticketId: string, options?: CallOptions): Promise<DeskResult<readonly Attachment[]>>;
  /** By the index; the address is compared without regard to case. */
  findContactByEmail(email: string, options?: CallOptions): Promise<DeskResult<Contact | null>>;
  /** The token's own agent. */
  me(options?: CallOptions): Promise<DeskResult<Agent>>;
  /** Token, organisation, department, fields and picklists; every problem comes with how to mend it. */
  checkSetup(expected: SetupExpectation, options?: CallOptions): Promise<SetupCheck>;
  usage(): DeskUsage;
}

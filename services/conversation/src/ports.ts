import type {
  AnyApprovalNews,
  AnyTicketNews,
  ChangeTicketInput,
  ChangeTicketOutput,
  CreateTicketInput,
  CreateTicketOutput,
  DeliveryNews,
  DeliveryOutcome,
  DeskContact,
  PushChatInput,
  PushChatOutput,
  RequestApprovalInput,
  SendCodeInput,
  SendMailInput,
  VerifyCodeOutput,
} from '@acebuddy/contracts';
import type { HelpArticle, KnownPerson, NamedAccount, Understanding } from '@acebuddy/workflows';
import type { NewDoubt } from './learning-ports.ts';

/** A conversation as the store keeps it: what is queried in the open, everything else sealed. */
export interface StoredConversation {
  readonly id: string;
  readonly version: number;
  /** SalesIQ's conversation id, for look-ups by REST callers. */
  readonly chatId: string;
  /** Earliest moment at which outbox work or the idle timer is due. ISO instant. */
  readonly dueAt: string | null;
  /** Keyed digest of the customer's address while a request of hers is open; null otherwise. */
  readonly openRequestsOf: string | null;
  /** Keyed digest of the customer's address, for export and deletion by person. */
  readonly person: string | null;
  readonly deadCount: number;
  readonly updatedAt: string;
  readonly sealed: string;
}

/**
 * What lists of conversations are filtered by, in the open: nothing of it tells who somebody is. Instants are ISO; null:
 * there is no such.
 */
export interface ListColumns {
  readonly state: string;
  readonly workflow: string | null;
  /** How the newest run ended. */
  readonly outcome: string | null;
  readonly proof: string | null;
  readonly language: string | null;
  /** Stars. */
  readonly rating: number | null;
  /** Since when a person is waited for, or was in vain. */
  readonly personSince: string | null;
  /** When the oldest ticket was promised that is not there. */
  readonly lateSince: string | null;
  /** When a bad rating was given. */
  readonly unhappyAt: string | null;
  /** Since when its oldest given-up work stands. */
  readonly deadSince: string | null;
  /** When the conversation began. */
  readonly began: string;
}

/** A conversation as it is written. Without `list` (an older release) it is matched by no filter. */
export type NewConversation = StoredConversation & {
  readonly list?: ListColumns;
  /** The change leaves it at its place in the list of all. */
  readonly staysInPlace?: boolean;
};

/** A place in the list of all conversations, which goes from the newest change to the oldest. */
export interface ListPlace {
  readonly updatedAt: string;
  readonly id: string;
}

/** As `state` of a list's row: she has written nothing. Such chats are in no list that does not ask for them. */
export const onlyOpened = 'opened';

export const listFields = ['state', 'workflow', 'outcome', 'proof', 'language'] as const;

/** All that are given must hold. Instants are ISO. */
export interface ListFilter extends Partial<Readonly<Record<(typeof listFields)[number], string>>> {
  readonly ratingMin?: number;
  readonly ratingMax?: number;
  /**
   * It went on between these instants: its last change was at `from` or after, and it began before `to`. One that was written
   * without `began` (an older release) counts by its last change.
   */
  readonly from?: string;
  readonly to?: string;
  /** Its moment is there, and within the span. */
  readonly needs?: { readonly moment: NeedMoment; readonly within: Span };
}

/** Instants at or after `since` and at or before `until`. */
export interface Span {
  readonly since?: string;
  readonly until?: string;
}

export const needMoments = ['personSince', 'lateSince', 'unhappyAt', 'deadSince'] as const;
export type NeedMoment = (typeof needMoments)[number];

/** Where a list ends: `before` a place when one is given. */
export interface ListPage {
  readonly before?: ListPlace;
  readonly limit: number;
}

/** A conversation that needs somebody, and since when. */
export interface Waiting {
  readonly since: string;
  readonly conversation: StoredConversation;
}

/** Where the list of those that need somebody ends: `after` a place when one is given. */
export interface WaitingPage {
  readonly after?: { readonly since: string; readonly id: string };
  readonly limit: number;
}

export interface Need {
  readonly count: number;
  /** Null: there is none. */
  readonly oldestAt: string | null;
}

/** One turn of the transcript. `sealed` holds everything but the keys. */
export interface StoredTurn {
  readonly conversationId: string;
  readonly seq: number;
  readonly eventId: string;
  readonly at: string;
  readonly sealed: string;
}

/** Another address under which the person of a conversation is found, or the name of one of its tickets. */
export interface StoredLink {
  readonly conversationId: string;
  /** Its digest when it was written: names the link. */
  readonly link: string;
  /** Its digest under the newest key. */
  readonly person: string;
  /** What it is the digest of, so that a rotation of keys can compute the digest anew. */
  readonly sealed: string;
}

/** A chat's facts, in the open: there is nobody in them. */
export interface StoredSheet {
  readonly id: string;
  /** How many sheets of the chat were put aside before this one; those are named `<id>.<number>`. */
  readonly part: number;
  /** Minutes since 1970 of its first and its last fact. */
  readonly first: number;
  readonly last: number;
  /** As the metrics package packs them (`packSheet`). */
  readonly rows: string;
}

export interface StoredFacts {
  /** The chat's sheet as it is now; null: as it was. */
  readonly sheet: StoredSheet | null;
  /** Days (since 1970, UTC) before yesterday whose facts it changes: what was counted of them does not hold any more. */
  readonly amended?: readonly number[];
  /** Facts that leave it. Whoever replaces the same version of the conversation brings the same. */
  readonly aside: StoredSheet | null;
}

/** What was counted of a day's facts, kept so that they need not be counted again. */
export interface StoredDayCount {
  /** ISO date. */
  readonly date: string;
  /** Names the facts that were counted: of others it does not hold. */
  readonly mark: string;
  /** ISO instant. */
  readonly countedAt: string;
  /** As the metrics package packs them (`packDay`): there is nobody in them. */
  readonly counts: string;
}

export interface StorePage {
  readonly after?: string;
  readonly limit: number;
}

/**
 * Durable conversations. Every method is atomic on its own; none reads another conversation's data.
 * Failures of the store throw `STORE_UNAVAILABLE`.
 */
export interface ConversationStore {
  load(id: string): Promise<StoredConversation | null>;
  /** The newest conversation with this chat id, other than those of the ids `except`. */
  findByChatId(chatId: string, except: readonly [string, string]): Promise<StoredConversation | null>;
  /**
   * Writes `next` if the stored version is still `next.version - 1` (absent for version 1). `settled` is the turn that
   * leaves the record; it is written first and once, whoever repeats it, as are the `links`. With version 1 a `claim` can be
   * made, which only one conversation has: while another one holds it, that is a conflict, too. The facts are written with
   * `next` or not at all; doubts are never written without it.
   */
  commit(
    next: NewConversation,
    settled: StoredTurn | null,
    links?: readonly StoredLink[],
    claim?: string | null,
    facts?: StoredFacts,
    doubts?: readonly NewDoubt[],
  ): Promise<'committed' | 'conflict'>;
  /** The turn that this event caused, if it has left the record. */
  findTurnByEvent(conversationId: string, eventId: string): Promise<StoredTurn | null>;
  /** Turns with `seq <= throughSeq`, newest `limit`, in ascending order. */
  turns(conversationId: string, throughSeq: number, limit: number): Promise<readonly StoredTurn[]>;
  /** Ids of conversations with due work, longest waiting first. */
  due(now: string, limit: number): Promise<readonly string[]>;
  openRequests(person: string, limit: number): Promise<readonly StoredConversation[]>;
  withDeadWork(page: StorePage): Promise<readonly StoredConversation[]>;
  /** By the address of the chat and by its links, in the order of ids. */
  ofPerson(person: string, page: StorePage): Promise<readonly StoredConversation[]>;
  /** The newest change first. Those that an older release wrote last come with what was known before, or match no filter. */
  list(filter: ListFilter, page: ListPage): Promise<readonly StoredConversation[]>;
  /** Those that need somebody for what `needs` names and meet the rest of the filter, the longest waiting first. */
  waiting(filter: ListFilter & Required<Pick<ListFilter, 'needs'>>, page: WaitingPage): Promise<readonly Waiting[]>;
  /** Ids in the order of `list`, and whether what they are listed by is of their last change. */
  listed(from: string, page: ListPage): Promise<readonly (ListPlace & { readonly isCurrent: boolean })[]>;
  /** How many conversations need somebody, by their moments within these spans; of given-up work, how many pieces. */
  needs(within: Readonly<Record<NeedMoment, Span>>): Promise<Readonly<Record<NeedMoment, Need>>>;
  /** Another text after every change of a conversation that somebody may see. */
  mark(): Promise<string>;
  /** Other processes may write to it, too. In a store of one process `mark` and `amendments` tell of every change. */
  readonly isShared: boolean;
  /** Conversations not changed since `before`, for retention. */
  idleSince(before: string, limit: number): Promise<readonly string[]>;
  /** The rows of all sheets with facts in these minutes since 1970, `end` excluded, of removed conversations, too. */
  factsBetween(first: number, end: number): Promise<readonly string[]>;
  /** How often facts of a day before yesterday were amended, by day (since 1970, UTC); days that were not are left out. */
  amendments(): Promise<ReadonlyMap<number, number>>;
  /** Counts that are kept of days from `from` to `to`, both included. `basis` names what they depend on beside the facts. */
  dayCounts(basis: string, from: string, to: string): Promise<readonly StoredDayCount[]>;
  /** In place of what was kept of these days on this basis. */
  keepDayCounts(basis: string, days: readonly StoredDayCount[]): Promise<void>;
  /** Forgets counts of earlier days than `before`, and all that are on another basis. */
  forgetDayCounts(basis: string, before: string): Promise<void>;
  /** Ids of conversations that were never committed with facts. */
  withoutFacts(limit: number): Promise<readonly string[]>;
  /** Turns, links, doubts and record; true when there was one. Its facts and labels stay. */
  remove(id: string): Promise<boolean>;
  /** Position of a feed that this service follows; 0 at first. */
  cursor(name: string): Promise<number>;
  moveCursor(name: string, from: number, to: number): Promise<boolean>;
}

/** How often somebody did something within the last hour. */
export interface VisitorCounts {
  /** Counts `id` under `key`, once, unless `max` others are there; false when they are. */
  take(key: string, id: string, max: number): Promise<boolean>;
}

/** Customers as the hosting company knows them. Methods may throw: then nothing is known. */
export interface Directory {
  /** The person with this address; null when nobody has it. */
  find(email: string): Promise<KnownPerson | null>;
  /** Everybody to whom it gives this account, nobody included; null when it cannot be asked for such. */
  ownersOf(account: NamedAccount): Promise<readonly KnownPerson[] | null>;
}

/** Searches the help articles in process. */
export interface Knowledge {
  /** `workflow`: what is under way, so that nothing of another subject is found. */
  search(text: string, workflow?: string | null): HelpArticle | null;
}

export interface Detector {
  detect(text: string): Understanding;
}

/** May settle what the detector is unsure of; always answers in its budget, with the detector's word when in doubt. */
export interface Advisor {
  choose(text: string, understanding: Understanding): Promise<Understanding>;
  /** The article's answer to the question in at most two sentences; null when its own words stand. */
  phrase?(question: string, article: HelpArticle): Promise<string | null>;
}

/** The ticketing service, as this one uses it. Methods throw `AppError`. */
export interface Ticketing {
  createTicket(input: CreateTicketInput): Promise<CreateTicketOutput>;
  changeTicket(input: ChangeTicketInput): Promise<ChangeTicketOutput>;
  findContact(input: { email: string; waitMs?: number }): Promise<DeskContact | null>;
  news(input: { after: number; limit?: number }): Promise<{ items: AnyTicketNews[] }>;
}

/** The notifications service, as this one uses it. Methods throw `AppError`. */
export interface Notifications {
  sendMail(input: SendMailInput): Promise<DeliveryOutcome>;
  sendCode(input: SendCodeInput): Promise<DeliveryOutcome>;
  verifyCode(input: {
    requestId: string;
    conversationId: string;
    purpose: string;
    code: string;
  }): Promise<VerifyCodeOutput>;
  requestApproval(input: RequestApprovalInput): Promise<{ approvalId: string }>;
  approvalNews(input: { after: number; limit?: number }): Promise<{ items: AnyApprovalNews[] }>;
  /** What became of mails and codes. `PROCEDURE_UNKNOWN` from a service of an earlier release. */
  deliveryNews(input: { after: number; limit?: number }): Promise<{ items: DeliveryNews[]; next: number }>;
  pushChat(input: PushChatInput): Promise<PushChatOutput>;
  closeChat(input: { requestId: string; address: PushChatInput['address'] }): Promise<{ done: boolean }>;
}

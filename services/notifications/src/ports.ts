import type { WorkOrigin } from '@acebuddy/service-kit';

/** One piece of outgoing work: the log of what was sent and the queue of what still has to be. */
export interface Delivery {
  /** The request's id: the same request is delivered once. */
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly status: (typeof deliveryStatuses)[number];
  /** Masked recipient for people who read the log. */
  readonly to: string;
  /** Keyed digest of the recipient, for limits and deletion by person. */
  readonly recipient: string | null;
  readonly attempts: number;
  /** ISO instant; null when nothing is left to do. */
  readonly nextAt: string | null;
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  /** What to send, sealed; null for work whose content must not be kept (one-time codes). */
  readonly sealed: string | null;
  /** Grows with every lease: a worker that lost its lease cannot write any more. */
  readonly fence: number;
  /** The request that ordered it. Absent in deliveries of older releases. */
  readonly origin?: WorkOrigin;
  /** When it was sent or given up; for the news of it. Absent while there is something to do, and of older releases. */
  readonly endedAt?: string;
}

export const deliveryKinds = [
  'mail',
  'code',
  'push',
  'close',
  'note',
  'remind',
  'announce',
  'expire',
  'alarm',
  'alert',
  'weekly',
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** What is delivered by mail. */
export const mailKinds = [
  'mail',
  'remind',
  'code',
  'alarm',
  'alert',
  'weekly',
] as const satisfies readonly DeliveryKind[];
/** Those whose content is kept, so that a person can have them sent again. */
export const keptMailKinds = ['mail', 'remind', 'alarm', 'alert', 'weekly'] as const satisfies readonly DeliveryKind[];
/** What else is kept and can be done again. */
export const keptWorkKinds = ['close', 'note', 'announce', 'expire'] as const satisfies readonly DeliveryKind[];

export const deliveryStatuses = ['pending', 'sent', 'dead'] as const;
/** Stands in `lastError` of what only a newer release can do: so it is found by those who look for work in trouble. */
export const parkedError = 'needs a newer release of notifications';

export interface DeliveryChange {
  readonly status: Delivery['status'];
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly lastError: string | null;
  readonly sentAt: string | null;
  /** With a status other than `pending`. */
  readonly endedAt?: string;
}

/** What became of a delivery, for whoever asked for it. */
export interface EndedDelivery extends Pick<Delivery, 'id' | 'kind' | 'status'> {
  readonly endedAt: string;
}

export interface StoredCode {
  /** `conversation|purpose`: a new code replaces the old one. */
  readonly id: string;
  /** Keyed digest of the code. */
  readonly digest: string;
  readonly expiresAt: string;
  readonly triesLeft: number;
  /** The last check and its answer, so that a repeated request is not a second try. */
  readonly lastCheck: { readonly requestId: string; readonly result: 'verified' | 'wrong' | 'spent' } | null;
}

/** A code as it was read: `revision` changes with every write. */
export interface KeptCode extends StoredCode {
  readonly revision: number;
}

/** One code on the way, as one of the caps counts it. */
export interface CodeCount {
  /** Keyed digest of whose codes are counted. */
  readonly key: string;
  /** Digest of what is counted: the same twice counts once. */
  readonly id: string;
  /** Most that may be counted within `windowMs`. */
  readonly max: number;
  readonly windowMs: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface StoredApproval {
  readonly id: string;
  readonly requestId: string;
  readonly conversationId: string;
  readonly status: 'open' | 'approved' | 'declined' | 'expired';
  readonly createdAt: string;
  readonly decidedAt: string | null;
  readonly sealed: string;
}

export interface NewsItem {
  readonly seq: number;
  /** Same key, same news: appended once. */
  readonly key: string;
  readonly at: string;
  readonly sealed: string;
}

export interface Lease {
  readonly owner: string;
  readonly until: string;
}

/** A place in a list that is read newest first: what was created in the same millisecond follows by id. */
export interface ListPlace {
  readonly createdAt: string;
  readonly id: string;
}

/** A small document that replicas share. */
export interface Note {
  /** Changes with every write. */
  readonly revision: number;
  /** JSON; nothing of a person. */
  readonly body: string;
}

/** Durable notifications. Every method is atomic on its own. Failures throw `STORE_UNAVAILABLE`. */
export interface NotificationStore {
  /** False when a delivery with this id exists already. */
  addDelivery(delivery: Delivery, lease: Lease | null): Promise<boolean>;
  delivery(id: string): Promise<Delivery | null>;
  /** Leases up to `limit` due deliveries that nobody holds. */
  claimDeliveries(now: string, lease: Lease, limit: number): Promise<readonly Delivery[]>;
  /**
   * Leases this one, due or not, and notes in `lastError` what is under way; null when it is finished, unknown or held by
   * somebody.
   */
  claimDelivery(id: string, now: string, lease: Lease, underWay: string): Promise<Delivery | null>;
  /** Ends the lease. False when it was lost in the meantime, or the delivery is finished already. */
  finishDelivery(id: string, fence: number, change: DeliveryChange): Promise<boolean>;
  /**
   * By id. `sealed`: only what still has its content, and could be done again. `orParked`: beside those of `status`, what only
   * a newer release can do.
   */
  listDeliveries(page: {
    readonly status?: Delivery['status'];
    readonly sealed?: true;
    readonly orParked?: true;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** Of these kinds, newest first, from behind `before` on. */
  newestDeliveries(page: {
    readonly kinds: readonly DeliveryKind[];
    readonly status?: Delivery['status'];
    readonly before?: ListPlace;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** Those of these ids that there are, in any order. */
  deliveriesById(ids: readonly string[]): Promise<readonly Delivery[]>;
  /** How many of these kinds were given up, and when the oldest of them was created. */
  givenUp(kinds: readonly DeliveryKind[]): Promise<{ readonly count: number; readonly oldestAt: string | null }>;
  /** Ended after `after` and not after `through`, oldest first. */
  endedDeliveries(after: string, through: string, limit: number): Promise<readonly EndedDelivery[]>;
  /** Deliveries of `kind` to this recipient since then. */
  countDeliveries(recipient: string, kind: DeliveryKind, since: string): Promise<number>;
  /** When the newest `limit` of them were sent or will be, latest first, without those that were given up. */
  deliveryTimes(recipient: string, kind: DeliveryKind, since: string, limit: number): Promise<readonly string[]>;
  deliveriesOf(recipient: string): Promise<readonly Delivery[]>;
  /** Those whose id begins so. */
  deliveriesNamed(prefix: string): Promise<readonly Delivery[]>;
  /** The same, without those that are still to be done unless `all`. Returns how many went. */
  removeDeliveriesNamed(prefix: string, which: 'finished' | 'all'): Promise<number>;
  /** Dead or parked becomes pending, due now, and its fence grows. False for what keeps no content: codes, lines in chats. */
  reviveDelivery(id: string, now: string): Promise<boolean>;
  /** Dead and parked ones only. */
  removeDelivery(id: string): Promise<boolean>;
  /** Deliveries with nothing left to do that were created before then. Returns how many. */
  removeDeliveriesBefore(before: string): Promise<number>;
  removeDeliveriesOf(recipient: string): Promise<number>;

  putCode(code: StoredCode): Promise<void>;
  code(id: string): Promise<KeptCode | null>;
  /** Replaces the code if nobody wrote it since `before` was read. */
  swapCode(before: KeptCode, after: StoredCode): Promise<boolean>;
  removeCodesBefore(before: string): Promise<number>;
  codesOf(conversationId: string): Promise<readonly StoredCode[]>;
  removeCodesOf(conversationId: string): Promise<number>;
  /** Counts, once, unless `max` others are there within the window; false when they are. */
  takeCodeCount(count: CodeCount): Promise<boolean>;
  /** Forgets what was counted under these keys. */
  removeCodeCounts(keys: readonly string[]): Promise<number>;
  /** Counts whose window ended before then. */
  removeCodeCountsBefore(before: string): Promise<number>;

  /** False when an approval of this request exists already. */
  addApproval(approval: StoredApproval): Promise<boolean>;
  approval(id: string): Promise<StoredApproval | null>;
  approvalOfRequest(requestId: string): Promise<StoredApproval | null>;
  /** Every approval, by id, page by page. */
  listApprovals(page: { readonly after: string; readonly limit: number }): Promise<readonly StoredApproval[]>;
  /** Newest first, from behind `before` on. */
  newestApprovals(page: {
    readonly status?: StoredApproval['status'];
    readonly conversationId?: string;
    readonly before?: ListPlace;
    readonly limit: number;
  }): Promise<readonly StoredApproval[]>;
  /** Those of these ids that there are, in any order. */
  approvalsById(ids: readonly string[]): Promise<readonly StoredApproval[]>;
  removeApproval(id: string): Promise<boolean>;
  /** Approvals that are decided or expired and were asked for before then, and news from before then. */
  removeApprovalsBefore(before: string): Promise<number>;
  /** Only an open approval can be decided; false when it was decided before. */
  decideApproval(id: string, status: 'approved' | 'declined' | 'expired', at: string): Promise<boolean>;

  /**
   * Appends with the next number unless this key is there already. Whoever has read number n never finds a smaller one
   * later.
   */
  appendNews(item: Omit<NewsItem, 'seq'>): Promise<void>;
  newsAfter(seq: number, limit: number): Promise<readonly NewsItem[]>;
  /** Null: it was never written. */
  note(id: string): Promise<Note | null>;
  /** Writes it if nobody did since `revision` was read (null: since it was not there); false otherwise. */
  swapNote(id: string, revision: number | null, body: string): Promise<boolean>;

  /** Numbers that were given are never given again. */
  removeNews(keys: readonly string[]): Promise<number>;
}

export interface Letter {
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Stable per delivery, so that a repeat can be recognised. */
  readonly messageId: string;
  /** Id of the request that ordered it, in a header of its own: the id and nothing else. @default none */
  readonly requestId?: string;
  /** Ids that mails of one conversation share (RFC 5322, 3.6.4), nearest last. @default none */
  readonly references?: readonly string[];
}

/** `permanent`: the server refuses this letter for good. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** `waiting`: nothing was tried, because a setting is missing. */
  | { readonly kind: 'temporary' | 'permanent' | 'waiting'; readonly reason: string };

export interface Mailer {
  send(letter: Letter): Promise<SendOutcome>;
  /** Resolves when the server takes our connection and login. */
  ping(): Promise<void>;
  close(): void;
}

/** `effect: 'possible'`: no success came back, yet SalesIQ may have done it; a repeat may be seen twice. */
export type ChatOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'temporary';
      readonly reason: string;
      readonly effect: 'none' | 'possible';
      readonly retryAfterMs?: number;
    };

/** SalesIQ's REST calls on a chat (salesiq.md §5, §6). */
export interface ChatClient {
  callback(callbackId: string, text: string, suggestions: readonly string[]): Promise<ChatOutcome>;
  message(chatId: string, text: string): Promise<ChatOutcome>;
  /** A chat that has ended already counts as done. */
  close(chatId: string): Promise<ChatOutcome>;
  note(chatId: string, text: string): Promise<ChatOutcome>;
}

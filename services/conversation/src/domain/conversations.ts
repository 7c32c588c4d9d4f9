import { AppError, storedRecord } from '@acebuddy/contracts';
import { packSheet, spanOf } from '@acebuddy/metrics';
import { currentOrigin } from '@acebuddy/service-kit';
import type { RecordCipher } from '@acebuddy/storage';
import type {
  ConversationStore,
  ListFilter,
  ListPage,
  ListPlace,
  NewConversation,
  StoredConversation,
  StoredFacts,
  StoredLink,
  StoredSheet,
  StoredTurn,
  WaitingPage,
} from '../ports.ts';
import { writtenColumns } from './console/list-columns.ts';
import { namesOfTickets, type TicketName } from './console/ticket-names.ts';
import { namesOfVisitor, type VisitorName } from './console/visitor-names.ts';
import type { CountedFacts, CountFacts } from './facts/count-facts.ts';
import type { FactSheet } from './facts/sheet.ts';
import { withOrigins } from './origins.ts';
import { dueAt, needsPerson } from './outbox.ts';
import {
  type ConversationRecord,
  conversationRecordSchema,
  proofOfRun,
  type Run,
  type Turn,
  turnSchema,
} from './record.ts';
import { withOpenRanges } from './transcript-ranges.ts';
import { settledTurn } from './turns.ts';

/** Conversations in the clear: seals what goes to the store, opens and checks what comes back. */
export interface Conversations {
  load(id: string): Promise<ConversationRecord | null>;
  /** The newest with this id in its channel, other than those kept under one of the ids `except`. */
  findByChatId(chatId: string, except: readonly [string, string]): Promise<ConversationRecord | null>;
  /** `after` replaces `before`; null when somebody else was faster. Returns what is stored now. */
  commit(before: ConversationRecord, after: ConversationRecord): Promise<ConversationRecord | null>;
  findTurnByEvent(conversationId: string, eventId: string): Promise<Turn | null>;
  /** Every turn of the conversation, the newest `limit`, in order. */
  turns(record: ConversationRecord, limit: number): Promise<readonly Turn[]>;
  openRequests(email: string, limit: number): Promise<readonly ConversationRecord[]>;
  ofPerson(email: string, limit: number): Promise<readonly ConversationRecord[]>;
  /** By our reference or the number of a ticket, in any case of letters. */
  ofTicket(name: TicketName, limit: number): Promise<readonly ConversationRecord[]>;
  /** By a word of the visitor's name, or by all of them. */
  ofVisitor(name: VisitorName, limit: number): Promise<readonly ConversationRecord[]>;
  /** The newest change first. A record that cannot be opened is null. */
  list(filter: ListFilter, page: ListPage): Promise<readonly Listed[]>;
  /** Those that need somebody, the longest waiting first. A record that cannot be opened is null. */
  waiting(filter: WaitingFilter, page: WaitingPage): Promise<readonly (Listed & { readonly since: string })[]>;
  /** Turns with a smaller number, the newest `limit` of them, in order. */
  turnsBefore(record: ConversationRecord, seq: number, limit: number): Promise<readonly Turn[]>;
  withDeadWork(after: string | undefined, limit: number): Promise<readonly ConversationRecord[]>;
}

type WaitingFilter = Parameters<ConversationStore['waiting']>[0];

export interface Listed {
  readonly place: ListPlace;
  readonly record: ConversationRecord | null;
}

/**
 * Keyed digests of an address, so that equal addresses are found without being readable: the current key's first, then
 * those of older keys that records may still carry.
 */
export type PersonKeys = (email: string) => readonly [string, ...string[]];

export interface ConversationsDeps {
  readonly store: ConversationStore;
  readonly cipher: RecordCipher;
  readonly personKeys: PersonKeys;
  /**
   * A short moment of random length after somebody else's commit won, before the loser is told: two replicas in step
   * would otherwise lose to each other again and again.
   */
  readonly afterConflict: () => Promise<void>;
  /** What is counted of the change. */
  readonly countFacts: CountFacts;
}

/** Written by a newer release, too, that shares the store: nothing of it is lost when this one writes it again. */
const storedConversationSchema = storedRecord(conversationRecordSchema);
const storedTurnSchema = storedRecord(turnSchema);

export function createConversations(deps: ConversationsDeps): Conversations {
  const { store, cipher, personKeys, afterConflict, countFacts } = deps;
  const open = (stored: StoredConversation): ConversationRecord =>
    storedConversationSchema.parse(JSON.parse(cipher.open(stored.sealed, recordName(stored.id))));
  const openTurn = (stored: StoredTurn): Turn =>
    storedTurnSchema.parse(JSON.parse(cipher.open(stored.sealed, turnName(stored.conversationId, stored.seq))));
  const all = (stored: readonly StoredConversation[]) => stored.map(open);
  const turnsBefore: Conversations['turnsBefore'] = async ({ id, head, lastSeq }, seq, limit) => {
    const settled = await store.turns(id, Math.min(lastSeq, seq) - 1, limit);
    const turns = settled.map(openTurn);
    return head !== null && head.seq < seq ? [...turns, head].slice(-limit) : turns;
  };
  const personKey = (email: string) => personKeys(email)[0];
  const openOrNull = (stored: StoredConversation): ConversationRecord | null => {
    try {
      return open(stored);
    } catch {
      return null;
    }
  };
  const listed = (stored: StoredConversation): Listed => ({
    place: { updatedAt: stored.updatedAt, id: stored.id },
    record: openOrNull(stored),
  });
  const linked = async (name: string, limit: number): Promise<readonly StoredConversation[]> => {
    const found = await Promise.all(personKeys(name).map((key) => store.ofPerson(key, { limit })));
    // A chat may be found under the old key by one address and under the new one by another.
    const chats = new Map(found.flat().map((chat) => [chat.id, chat]));
    return [...chats.values()].slice(0, limit);
  };

  return {
    async load(id) {
      const stored = await store.load(id);
      return stored === null ? null : open(stored);
    },
    async findByChatId(chatId, except) {
      const stored = await store.findByChatId(chatId, except);
      return stored === null ? null : open(stored);
    },
    async commit(before, after) {
      const changed = withOpenRanges({ ...withOrigins(before, after, currentOrigin()), version: before.version + 1 });
      const counted = countFacts(before, changed);
      const listed = { ...changed, listed: changed.version };
      const { readIn, doubts } = counted.noted;
      const next = {
        ...listed,
        ...(counted.sheet === undefined ? {} : { facts: counted.sheet }),
        ...(readIn === undefined ? {} : { readIn }),
      };
      const settled = settledTurn(before, next);
      const links = [
        ...next.addresses.filter((address) => !before.addresses.includes(address)),
        ...newNames(before, next),
      ];
      const outcome = await store.commit(
        {
          ...toStored(next, personKey, cipher),
          staysInPlace: before.version > 0 && before.updatedAt === next.updatedAt,
        },
        settled === null ? null : storedTurn(next.id, settled, cipher),
        links.map((name) => storedLink(next.id, name, personKey(name), cipher)),
        // Two calls at once, of which one names the organisation, must not begin two chats (ADR 20).
        before.version === 0 && next.channel === 'salesiq' ? next.chatId : null,
        storedFacts(before, counted),
        doubts,
      );
      if (outcome === 'committed') {
        counted.committed();
        return next;
      }
      await afterConflict();
      return null;
    },
    async findTurnByEvent(conversationId, eventId) {
      const stored = await store.findTurnByEvent(conversationId, eventId);
      return stored === null ? null : openTurn(stored);
    },
    turns: (record, limit) => turnsBefore(record, Number.MAX_SAFE_INTEGER, limit),
    async openRequests(email, limit) {
      const found = await Promise.all(personKeys(email).map((key) => store.openRequests(key, limit)));
      return all(found.flat().slice(0, limit));
    },
    ofPerson: async (email, limit) => all(await linked(email, limit)),
    ofTicket: async (name, limit) => all(await linked(name, limit)),
    ofVisitor: async (name, limit) => all(await linked(name, limit)),
    list: async (filter, page) => (await store.list(filter, page)).map(listed),
    waiting: async (filter, page) =>
      (await store.waiting(filter, page)).map(({ since, conversation }) => ({ since, ...listed(conversation) })),
    turnsBefore,
    withDeadWork: async (after, limit) =>
      all(await store.withDeadWork({ limit, ...(after === undefined ? {} : { after }) })),
  };
}

/** As the store keeps it. `personKey`: the digest under the newest key. */
export function toStored(
  record: ConversationRecord,
  personKey: (email: string) => string,
  cipher: RecordCipher,
): NewConversation {
  return {
    id: record.id,
    version: record.version,
    chatId: record.chatId,
    dueAt: dueAt(record),
    openRequestsOf: openRequestsOf(record, personKey),
    person: record.visitor.email === undefined ? null : personKey(record.visitor.email),
    deadCount: record.outbox.filter(needsPerson).length,
    updatedAt: record.updatedAt,
    sealed: cipher.seal(JSON.stringify(record), recordName(record.id)),
    list: writtenColumns(record),
  };
}

/** Names of its tickets and of its visitor that are not linked yet; all of them where an older release wrote it last. */
function newNames(before: ConversationRecord, next: ConversationRecord): readonly (TicketName | VisitorName)[] {
  const isCurrent = before.listed === before.version;
  if (isCurrent && before.runs === next.runs && before.visitor.name === next.visitor.name) return [];
  const known: readonly string[] = isCurrent ? namesOf(before) : [];
  return namesOf(next).filter((name) => !known.includes(name));
}

const namesOf = (record: ConversationRecord) => [...namesOfTickets(record), ...namesOfVisitor(record)];

/** A sheet that did not change is not written again. */
function storedFacts({ facts }: ConversationRecord, { sheet, aside, amended }: CountedFacts): StoredFacts {
  const isSame = sheet === undefined || (facts !== undefined && sheet.rows === facts.rows);
  return { sheet: isSame ? null : storedSheet(sheet), aside: aside === null ? null : storedSheet(aside), amended };
}

export function storedSheet({ id, part, rows }: FactSheet): StoredSheet {
  return { id, part, ...spanOf(rows), rows: packSheet(rows) };
}

export function storedLink(conversationId: string, name: string, link: string, cipher: RecordCipher): StoredLink {
  return { conversationId, link, person: link, sealed: cipher.seal(name, linkName(conversationId, link)) };
}

export function storedTurn(conversationId: string, turn: Turn, cipher: RecordCipher): StoredTurn {
  return {
    conversationId,
    seq: turn.seq,
    eventId: turn.eventId,
    at: turn.at,
    sealed: cipher.seal(JSON.stringify(turn), turnName(conversationId, turn.seq)),
  };
}

/** Digest of the address whose open request was asked for with a proof of it, for "add to that ticket?". */
export function openRequestsOf(record: ConversationRecord, personKey: (email: string) => string): string | null {
  const open = record.runs.findLast((run) => isProvenRequest(run) && run.customerEmail !== null);
  return open?.customerEmail == null ? null : personKey(open.customerEmail);
}

/** Open, and asked for by somebody who had proved the address that it names. */
export function isProvenRequest(run: Run): boolean {
  const proof = proofOfRun(run);
  return !run.closed && (proof === 'verified' || proof === 'mailbox only');
}

/** Names bind a sealed text to its place: moved elsewhere it cannot be opened. */
export const recordName = (id: string) => `conversation:${id}`;
export const linkName = (id: string, link: string) => `link:${id}:${link}`;
export const turnName = (id: string, seq: number) => `turn:${id}:${seq}`;

/** Runs `attempt` until its commit wins; each try starts from the record as it is then. */
export async function retryOnConflict<T>(attempt: () => Promise<T | null>, triesMax = 12): Promise<T> {
  for (let tried = 0; tried < triesMax; tried += 1) {
    const done = await attempt();
    if (done !== null) return done;
  }
  throw new AppError('CONFLICT', 'This conversation is being changed by many callers at once. Please try again.');
}

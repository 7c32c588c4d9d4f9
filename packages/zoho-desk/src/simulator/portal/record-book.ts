import { type Journal, type JournalEntry, openJournal } from './journal.ts';
import type {
  AttachmentRecord,
  CallRecord,
  CommentRecord,
  ContactRecord,
  RecordKind,
  TicketRecord,
} from './records.ts';
import type { SearchIndex } from './search-index.ts';

const firstId = 1_892_000_000_042_000n;
const idStep = 7n;
const firstTicketNumber = 101;

/** All records by id, the next id and number, and the journal that they survive a restart in. */
export function createRecordBook(options: { readonly index: SearchIndex; readonly journalFile: string | undefined }) {
  const { index } = options;
  const contacts = new Map<string, ContactRecord>();
  const tickets = new Map<string, TicketRecord>();
  const comments = new Map<string, CommentRecord[]>();
  const attachments = new Map<string, AttachmentRecord[]>();
  const calls: CallRecord[] = [];
  const versions = new Map<string, number>();
  let version = 0;
  let lastId = firstId;
  let lastTicketNumber = firstTicketNumber - 1;

  /** Takes a record in, whether it is new or comes from the journal. */
  function admit(entry: JournalEntry): void {
    const id = BigInt(entry.record.id);
    lastId = id > lastId ? id : lastId;
    version += 1;
    switch (entry.kind) {
      case 'contact':
        contacts.set(entry.record.id, entry.record as ContactRecord);
        index.noteContact(entry.record as ContactRecord);
        return;
      case 'ticket':
        admitTicket(entry.record as TicketRecord);
        return;
      case 'comment':
        addTo(comments, entry.record as CommentRecord);
        return;
      case 'attachment':
        addTo(attachments, entry.record as AttachmentRecord);
        return;
      case 'call':
        calls.push(entry.record as CallRecord);
        touch((entry.record as CallRecord).ticketId);
        return;
    }
  }

  function admitTicket(ticket: TicketRecord): void {
    lastTicketNumber = Math.max(lastTicketNumber, Number(ticket.ticketNumber));
    tickets.set(ticket.id, ticket);
    versions.set(ticket.id, version);
    index.noteTicket(ticket);
  }

  function addTo<T extends CommentRecord | AttachmentRecord>(lists: Map<string, T[]>, record: T): void {
    const list = lists.get(record.ticketId) ?? [];
    list.push(record);
    lists.set(record.ticketId, list);
    touch(record.ticketId);
  }

  function touch(ticketId: string | null): void {
    if (ticketId !== null && tickets.has(ticketId)) {
      versions.set(ticketId, version);
    }
  }

  const journal: Journal | null = options.journalFile === undefined ? null : openJournal(options.journalFile);
  for (const entry of journal?.entries ?? []) {
    admit(entry);
  }

  return {
    nextId: () => {
      lastId += idStep;
      return lastId.toString();
    },
    nextTicketNumber: () => {
      lastTicketNumber += 1;
      return String(lastTicketNumber);
    },
    put: <Kind extends RecordKind>(entry: JournalEntry<Kind>) => {
      journal?.append(entry);
      admit(entry);
    },
    contact: (id: string) => contacts.get(id),
    contacts: () => [...contacts.values()],
    ticket: (id: string) => tickets.get(id),
    /** Oldest first. */
    tickets: () => [...tickets.values()],
    /** Oldest first. */
    comments: (ticketId: string): readonly CommentRecord[] => comments.get(ticketId) ?? [],
    attachments: (ticketId: string): readonly AttachmentRecord[] => attachments.get(ticketId) ?? [],
    calls: (ticketId: string) => calls.filter((call) => call.ticketId === ticketId),
    /** Grows with every change. */
    version: () => version,
    /** The version with which a ticket, or something of it, last changed. */
    versionOf: (ticketId: string) => versions.get(ticketId) ?? 0,
    close: () => journal?.close(),
  };
}

import type { SimulatorOptions, SimulatorSettings } from '../options.ts';
import { customFieldsDefault, seedContactsDefault } from '../options.ts';
import { type Journal, type JournalEntry, openJournal } from './journal.ts';
import type {
  AgentRecord,
  AttachmentRecord,
  CallRecord,
  CommentRecord,
  ContactRecord,
  RecordKind,
  TicketRecord,
} from './records.ts';
import { createSearchIndex } from './search-index.ts';

export type NewTicketRecord = Omit<
  TicketRecord,
  'id' | 'ticketNumber' | 'createdAt' | 'modifiedAt' | 'closedAt' | 'tags'
>;

/** News for webhooks and pages. */
export interface PortalEvent {
  readonly type: 'Ticket_Add' | 'Ticket_Update' | 'Ticket_Comment_Add' | 'Contact_Add';
  readonly at: number;
  readonly ticket: TicketRecord | null;
  readonly before: TicketRecord | null;
  readonly comment: CommentRecord | null;
  readonly contact: ContactRecord | null;
}

const firstId = 1_892_000_000_042_000n;
const idStep = 7n;
const firstTicketNumber = 101;
/** The token's own agent, and a colleague who answers tickets in tests and demonstrations. */
export const botAgent: AgentRecord = {
  id: '1892000000056007',
  firstName: 'AceBuddy',
  lastName: 'Integration',
  emailId: 'integration@desk.example',
  status: 'ACTIVE',
};
export const humanAgent: AgentRecord = {
  id: '1892000000042001',
  firstName: 'Jade',
  lastName: 'Tywin',
  emailId: 'jade@desk.example',
  status: 'ACTIVE',
};

export type Portal = ReturnType<typeof createPortal>;

/** The records of one simulated organisation. Knows nothing of HTTP; what it is given has been checked. */
export function createPortal(options: SimulatorOptions, settings: () => SimulatorSettings, now: () => number) {
  const contacts = new Map<string, ContactRecord>();
  const tickets = new Map<string, TicketRecord>();
  const comments = new Map<string, CommentRecord[]>();
  const attachments = new Map<string, AttachmentRecord[]>();
  const calls: CallRecord[] = [];
  const tagIds = new Map<string, number>();
  const versions = new Map<string, number>();
  const listeners = new Set<(event: PortalEvent) => void>();
  const index = createSearchIndex(now, () => settings().indexLagMs);
  let version = 0;
  let lastId = firstId;
  let lastTicketNumber = firstTicketNumber - 1;

  function nextId(): string {
    lastId += idStep;
    return lastId.toString();
  }

  /** Takes a record in, whether it is new or comes from the journal. */
  function admit(entry: JournalEntry): void {
    lastId = BigInt(entry.record.id) > lastId ? BigInt(entry.record.id) : lastId;
    version += 1;
    switch (entry.kind) {
      case 'contact': {
        const contact = entry.record as ContactRecord;
        contacts.set(contact.id, contact);
        index.noteContact(contact);
        return;
      }
      case 'ticket': {
        const ticket = entry.record as TicketRecord;
        lastTicketNumber = Math.max(lastTicketNumber, Number(ticket.ticketNumber));
        tickets.set(ticket.id, ticket);
        versions.set(ticket.id, version);
        index.noteTicket(ticket);
        return;
      }
      case 'comment':
        addTo(comments, entry.record as CommentRecord);
        return;
      case 'attachment':
        addTo(attachments, entry.record as AttachmentRecord);
        return;
      case 'call': {
        const call = entry.record as CallRecord;
        calls.push(call);
        touch(call.ticketId);
        return;
      }
    }
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

  function put<Kind extends RecordKind>(entry: JournalEntry<Kind>): void {
    journal?.append(entry);
    admit(entry);
  }

  function emit(event: Partial<PortalEvent> & Pick<PortalEvent, 'type'>): void {
    const whole: PortalEvent = { at: now(), ticket: null, before: null, comment: null, contact: null, ...event };
    for (const listener of listeners) {
      listener(whole);
    }
  }

  function addContact(contact: Omit<ContactRecord, 'id' | 'createdAt'>): ContactRecord {
    const record: ContactRecord = { id: nextId(), createdAt: now(), ...contact };
    put({ kind: 'contact', record });
    emit({ type: 'Contact_Add', contact: record });
    return record;
  }

  function findContactByEmail(email: string): ContactRecord | undefined {
    const wanted = email.toLowerCase();
    return [...contacts.values()].find((contact) => contact.email?.toLowerCase() === wanted);
  }

  function addTicket(ticket: NewTicketRecord): TicketRecord {
    lastTicketNumber += 1;
    const at = now();
    const record: TicketRecord = {
      id: nextId(),
      ticketNumber: String(lastTicketNumber),
      ...ticket,
      tags: [],
      createdAt: at,
      modifiedAt: at,
      closedAt: ticket.status === 'Closed' ? at : null,
    };
    put({ kind: 'ticket', record });
    emit({ type: 'Ticket_Add', ticket: record });
    return record;
  }

  function changeTicket(
    ticket: TicketRecord,
    change: Partial<NewTicketRecord & Pick<TicketRecord, 'tags'>>,
  ): TicketRecord {
    const at = now();
    const status = change.status ?? ticket.status;
    const record: TicketRecord = {
      ...ticket,
      ...change,
      modifiedAt: at,
      closedAt: status === 'Closed' ? (ticket.closedAt ?? at) : null,
    };
    put({ kind: 'ticket', record });
    emit({ type: 'Ticket_Update', ticket: record, before: ticket });
    return record;
  }

  function addComment(comment: Omit<CommentRecord, 'id' | 'createdAt'>): CommentRecord {
    const record: CommentRecord = { id: nextId(), createdAt: now(), ...comment };
    put({ kind: 'comment', record });
    const ticket = tickets.get(comment.ticketId);
    if (ticket !== undefined) {
      put({ kind: 'ticket', record: { ...ticket, modifiedAt: now() } });
    }
    emit({ type: 'Ticket_Comment_Add', ticket: ticket ?? null, comment: record });
    return record;
  }

  function addAttachment(attachment: Omit<AttachmentRecord, 'id' | 'createdAt'>): AttachmentRecord {
    const record: AttachmentRecord = { id: nextId(), createdAt: now(), ...attachment };
    put({ kind: 'attachment', record });
    return record;
  }

  function addCall(call: Omit<CallRecord, 'id' | 'createdAt'>): CallRecord {
    const record: CallRecord = { id: nextId(), createdAt: now(), ...call };
    put({ kind: 'call', record });
    return record;
  }

  /** Numbers, unlike all other ids (desk-api.md §1). */
  function tagId(name: string): number {
    const known = tagIds.get(name) ?? 123_234_324 + tagIds.size;
    tagIds.set(name, known);
    return known;
  }

  for (const seed of options.seedContacts ?? seedContactsDefault) {
    if (findContactByEmail(seed.email) === undefined) {
      addContact({
        firstName: seed.firstName ?? null,
        lastName: seed.lastName,
        email: seed.email,
        phone: seed.phone ?? null,
      });
    }
  }

  return {
    orgId: options.orgId ?? '3981311',
    orgName: options.orgName ?? 'Simulated Support',
    departmentId: options.departmentId ?? '1892000000006907',
    departmentName: options.departmentName ?? 'Hosting Support',
    customFields: options.customFields ?? customFieldsDefault,
    teams: options.teams ?? [],
    agents: [botAgent, humanAgent] as readonly AgentRecord[],
    index,
    contact: (id: string) => contacts.get(id),
    contacts: () => [...contacts.values()],
    ticket: (id: string) => tickets.get(id),
    /** Oldest first. */
    tickets: () => [...tickets.values()],
    /** Oldest first. */
    comments: (ticketId: string): readonly CommentRecord[] => comments.get(ticketId) ?? [],
    attachments: (ticketId: string): readonly AttachmentRecord[] => attachments.get(ticketId) ?? [],
    calls: (ticketId?: string) => calls.filter((call) => ticketId === undefined || call.ticketId === ticketId),
    version: () => version,
    versionOf: (ticketId: string) => versions.get(ticketId) ?? 0,
    findContactByEmail,
    addContact,
    addTicket,
    changeTicket,
    addComment,
    addAttachment,
    addCall,
    tagId,
    onEvent: (listener: (event: PortalEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => journal?.close(),
  };
}

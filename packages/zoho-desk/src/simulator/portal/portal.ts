import type { CustomFieldSeed, SimulatorOptions, SimulatorSettings } from '../options.ts';
import { customFieldsDefault, seedContactsDefault } from '../options.ts';
import { createRecordBook } from './record-book.ts';
import type {
  AgentRecord,
  AttachmentRecord,
  CallRecord,
  CommentRecord,
  ContactRecord,
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
  const index = createSearchIndex(now, () => settings().indexLagMs);
  const book = createRecordBook({ index, journalFile: options.journalFile });
  const tagIds = new Map<string, number>();
  const listeners = new Set<(event: PortalEvent) => void>();

  function emit(event: Partial<PortalEvent> & Pick<PortalEvent, 'type'>): void {
    const whole: PortalEvent = { at: now(), ticket: null, before: null, comment: null, contact: null, ...event };
    for (const listener of listeners) {
      listener(whole);
    }
  }

  function addContact(contact: Omit<ContactRecord, 'id' | 'createdAt'>): ContactRecord {
    const record: ContactRecord = { id: book.nextId(), createdAt: now(), ...contact };
    book.put({ kind: 'contact', record });
    emit({ type: 'Contact_Add', contact: record });
    return record;
  }

  function findContactByEmail(email: string): ContactRecord | undefined {
    const wanted = email.toLowerCase();
    return book.contacts().find((contact) => contact.email?.toLowerCase() === wanted);
  }

  function addTicket(ticket: NewTicketRecord): TicketRecord {
    const at = now();
    const record: TicketRecord = {
      id: book.nextId(),
      ticketNumber: book.nextTicketNumber(),
      ...ticket,
      tags: [],
      createdAt: at,
      modifiedAt: at,
      closedAt: ticket.status === 'Closed' ? at : null,
    };
    book.put({ kind: 'ticket', record });
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
    book.put({ kind: 'ticket', record });
    emit({ type: 'Ticket_Update', ticket: record, before: ticket });
    return record;
  }

  function addComment(comment: Omit<CommentRecord, 'id' | 'createdAt'>): CommentRecord {
    const record: CommentRecord = { id: book.nextId(), createdAt: now(), ...comment };
    book.put({ kind: 'comment', record });
    const ticket = book.ticket(comment.ticketId);
    if (ticket !== undefined) {
      book.put({ kind: 'ticket', record: { ...ticket, modifiedAt: now() } });
    }
    emit({ type: 'Ticket_Comment_Add', ticket: ticket ?? null, comment: record });
    return record;
  }

  function addAttachment(attachment: Omit<AttachmentRecord, 'id' | 'createdAt'>): AttachmentRecord {
    const record: AttachmentRecord = { id: book.nextId(), createdAt: now(), ...attachment };
    book.put({ kind: 'attachment', record });
    return record;
  }

  function addCall(call: Omit<CallRecord, 'id' | 'createdAt'>): CallRecord {
    const record: CallRecord = { id: book.nextId(), createdAt: now(), ...call };
    book.put({ kind: 'call', record });
    return record;
  }

  /** Numbers, unlike all other ids (zoho-desk.md §1). */
  function tagId(name: string): number {
    const known = tagIds.get(name) ?? 123_234_324 + tagIds.size;
    tagIds.set(name, known);
    return known;
  }

  const customFields: CustomFieldSeed[] = [...(options.customFields ?? customFieldsDefault)];

  /** Desk makes the API name out of the label. */
  function addCustomField(displayLabel: string): CustomFieldSeed {
    const field = { apiName: `cf_${displayLabel.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`, displayLabel };
    customFields.push(field);
    return field;
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
  // These people are customers since long before this start: searches find them from the first moment.
  index.settle();

  return {
    ...book,
    orgId: options.orgId ?? '3981311',
    orgName: options.orgName ?? 'Simulated Support',
    departmentId: options.departmentId ?? '1892000000006907',
    departmentName: options.departmentName ?? 'Hosting Support',
    otherOrganizations: options.otherOrganizations ?? [],
    otherDepartments: options.otherDepartments ?? [],
    customFields,
    addCustomField,
    teams: options.teams ?? [],
    agents: [botAgent, humanAgent] as readonly AgentRecord[],
    index,
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
  };
}

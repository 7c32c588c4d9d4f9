import type { ContactRecord, TicketRecord } from './records.ts';

interface Change {
  readonly at: number;
  readonly apply: () => void;
}

/** The portal's search index: what it shows is as old as the lag (zoho-desk.md §3.4). */
export interface SearchIndex {
  noteTicket(ticket: TicketRecord): void;
  noteContact(contact: ContactRecord): void;
  tickets(): readonly TicketRecord[];
  contacts(): readonly ContactRecord[];
  /** Shows everything at once: what was there before the portal's clock began. */
  settle(): void;
}

export function createSearchIndex(now: () => number, lagMs: () => number): SearchIndex {
  const tickets = new Map<string, TicketRecord>();
  const contacts = new Map<string, ContactRecord>();
  const pending: Change[] = [];

  function catchUp(): void {
    const visible = now() - lagMs();
    let next = pending[0];
    while (next !== undefined && next.at <= visible) {
      next.apply();
      pending.shift();
      next = pending[0];
    }
  }

  return {
    settle: () => {
      for (const change of pending.splice(0)) change.apply();
    },
    noteTicket: (ticket) => {
      pending.push({ at: now(), apply: () => tickets.set(ticket.id, ticket) });
    },
    noteContact: (contact) => {
      pending.push({ at: now(), apply: () => contacts.set(contact.id, contact) });
    },
    tickets: () => {
      catchUp();
      return [...tickets.values()];
    },
    contacts: () => {
      catchUp();
      return [...contacts.values()];
    },
  };
}

import type { ContactRecord, TicketRecord } from '../portal/records.ts';
import { type Answer, list } from './answer.ts';
import {
  checkQuery,
  isInRange,
  matchesText,
  matchesValue,
  oneOf,
  page,
  patterns,
  type Query,
  sortBy,
  upTo,
} from './queries.ts';
import type { DeskRequest, DeskRoute } from './route.ts';
import { toFoundTicket } from './ticket-views.ts';
import { toContact } from './views.ts';

/** Searches: they see the index, not the records, and refuse parameters they do not know (zoho-desk.md §3.4, §4). */
export const searchRoutes: readonly DeskRoute[] = [
  {
    operation: 'searchTickets',
    method: 'GET',
    path: '/tickets/search',
    scopes: [['Desk.tickets.READ'], ['Desk.search.READ']],
    weight: 3,
    handle: searchTickets,
  },
  {
    operation: 'searchContacts',
    method: 'GET',
    path: '/contacts/search',
    scopes: [['Desk.contacts.READ'], ['Desk.search.READ']],
    weight: 3,
    handle: searchContacts,
  },
];

const customFieldParameters = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`customField${index + 1}`, patterns.customField]),
);
const ticketParameters = {
  _all: patterns.all,
  id: patterns.id,
  ticketNumber: /^\d{1,10}$/,
  subject: patterns.text,
  description: patterns.text,
  status: patterns.name,
  priority: patterns.name,
  channel: patterns.name,
  category: patterns.name,
  tag: patterns.all,
  departmentId: patterns.ids,
  contactId: patterns.ids,
  assigneeId: patterns.ids,
  createdTimeRange: patterns.range,
  modifiedTimeRange: patterns.range,
  sortBy: oneOf('relevance', 'modifiedTime', 'createdTime', 'customerResponseTime'),
  from: patterns.from,
  limit: upTo(100),
};

type Test = (ticket: TicketRecord, wanted: string) => boolean;

const ticketTests: Readonly<Record<string, Test>> = {
  _all: (ticket, wanted) =>
    [ticket.ticketNumber, ticket.subject, ticket.description, ticket.email, ...Object.values(ticket.cf)].some((value) =>
      matchesText(value, wanted),
    ),
  id: (ticket, wanted) => ticket.id === wanted,
  ticketNumber: (ticket, wanted) => ticket.ticketNumber === wanted,
  subject: (ticket, wanted) => matchesText(ticket.subject, wanted),
  description: (ticket, wanted) => matchesText(ticket.description, wanted),
  status: (ticket, wanted) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Desk's own syntax
    wanted === '${open}' ? ticket.status !== 'Closed' : wanted.split(',').includes(ticket.status),
  priority: (ticket, wanted) => wanted.split(',').includes(ticket.priority ?? ''),
  channel: (ticket, wanted) => wanted.split(',').includes(ticket.channel ?? ''),
  category: (ticket, wanted) => matchesValue(ticket.category, wanted),
  tag: (ticket, wanted) => ticket.tags.includes(wanted),
  departmentId: (ticket, wanted) => wanted.split(',').includes(ticket.departmentId),
  contactId: (ticket, wanted) => wanted.split(',').includes(ticket.contactId),
  assigneeId: (ticket, wanted) => wanted.split(',').includes(ticket.assigneeId ?? ''),
  createdTimeRange: (ticket, wanted) => isInRange(ticket.createdAt, wanted),
  modifiedTimeRange: (ticket, wanted) => isInRange(ticket.modifiedAt, wanted),
  email: (ticket, wanted) => matchesValue(ticket.email, wanted),
  phone: (ticket, wanted) => matchesValue(ticket.phone, wanted),
};

function matchesTicket(ticket: TicketRecord, query: Query): boolean {
  return Object.entries(query).every(([name, wanted = '']) => {
    if (name.startsWith('customField')) {
      const border = wanted.indexOf(':');
      return matchesValue(ticket.cf[wanted.slice(0, border)] ?? null, wanted.slice(border + 1));
    }
    return ticketTests[name]?.(ticket, wanted) ?? true;
  });
}

function searchTickets({ context, query, settings }: DeskRequest): Answer {
  const prose = settings.searchDialect === 'prose';
  const refusal = checkQuery(query, {
    ...ticketParameters,
    ...(prose ? { ...customFieldParameters, email: patterns.name, phone: patterns.name } : {}),
  });
  if (refusal !== null) {
    return refusal;
  }
  const found = context.portal.index.tickets().filter((ticket) => matchesTicket(ticket, query));
  const sorted = sortBy(found, query.sortBy ?? '-createdTime', {
    createdTime: (ticket) => ticket.createdAt,
    customerResponseTime: (ticket) => ticket.createdAt,
    modifiedTime: (ticket) => ticket.modifiedAt,
  });
  const shown = page(sorted, query, 10, 0).map((ticket) => toFoundTicket(context, ticket));
  return list(shown, { count: found.length });
}

const contactParameters = {
  _all: patterns.all,
  id: patterns.id,
  firstName: patterns.name,
  lastName: patterns.name,
  fullName: patterns.name,
  accountName: patterns.name,
  createdTimeRange: patterns.range,
  modifiedTimeRange: patterns.range,
  sortBy: oneOf('relevance', 'modifiedTime', 'createdTime', 'firstName', 'lastName'),
  from: patterns.from,
  limit: upTo(99),
};

function matchesContact(contact: ContactRecord, query: Query): boolean {
  const fullName = [contact.firstName, contact.lastName].filter(Boolean).join(' ');
  const tests: Readonly<Record<string, (wanted: string) => boolean>> = {
    _all: (wanted) => [fullName, contact.email, contact.phone].some((value) => matchesText(value, wanted)),
    id: (wanted) => contact.id === wanted,
    firstName: (wanted) => matchesValue(contact.firstName, wanted),
    lastName: (wanted) => matchesValue(contact.lastName, wanted),
    fullName: (wanted) => matchesValue(fullName, wanted),
    accountName: () => false,
    email: (wanted) => matchesValue(contact.email, wanted),
    phone: (wanted) => matchesValue(contact.phone, wanted),
    createdTimeRange: (wanted) => isInRange(contact.createdAt, wanted),
    modifiedTimeRange: (wanted) => isInRange(contact.createdAt, wanted),
  };
  return Object.entries(query).every(([name, wanted = '']) => tests[name]?.(wanted) ?? true);
}

function searchContacts({ context, query, settings }: DeskRequest): Answer {
  const prose = settings.searchDialect === 'prose';
  const refusal = checkQuery(query, {
    ...contactParameters,
    ...(prose ? { email: patterns.name, phone: patterns.name, mobile: patterns.name } : {}),
  });
  if (refusal !== null) {
    return refusal;
  }
  const found = context.portal.index.contacts().filter((contact) => matchesContact(contact, query));
  return list(
    page(found, query, 10, 0).map((contact) => toContact(context, contact)),
    { count: found.length },
  );
}

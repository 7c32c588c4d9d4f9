import type { NewTicketRecord, Portal } from '../portal/portal.ts';
import type { TicketRecord } from '../portal/records.ts';
import { type Answer, errors, list, ok } from './answer.ts';
import { type NewTicketBody, newTicketSchema, ticketChangeSchema } from './bodies.ts';
import { checkQuery, oneOf, page, patterns, sortBy, upTo } from './queries.ts';
import { readBody } from './read-body.ts';
import type { DeskRequest, DeskRoute } from './route.ts';
import { checkMandatory, checkReferences } from './ticket-checks.ts';
import { toListedTicket, toReadTicket, toShortContact, toTicket } from './ticket-views.ts';

/** Tickets, but for searching them (zoho-desk.md §3.1 to §3.3). */
export const ticketRoutes: readonly DeskRoute[] = [
  {
    operation: 'createTicket',
    method: 'POST',
    path: '/tickets',
    scopes: [['Desk.tickets.CREATE']],
    weight: 1,
    handle: createTicket,
  },
  {
    operation: 'listTickets',
    method: 'GET',
    path: '/tickets',
    scopes: [['Desk.tickets.READ']],
    weight: 3,
    handle: listTickets,
  },
  {
    operation: 'getTicket',
    method: 'GET',
    path: '/tickets/:ticketId',
    scopes: [['Desk.tickets.READ']],
    weight: 1,
    handle: (request) => withTicket(request, (ticket) => ok(toReadTicket(request.context, ticket))),
  },
  {
    operation: 'updateTicket',
    method: 'PATCH',
    path: '/tickets/:ticketId',
    scopes: [['Desk.tickets.UPDATE']],
    weight: 1,
    handle: (request) => withTicket(request, (ticket) => updateTicket(request, ticket)),
  },
  {
    operation: 'listContactTickets',
    method: 'GET',
    path: '/contacts/:contactId/tickets',
    scopes: [['Desk.contacts.READ'], ['Desk.tickets.READ'], ['Desk.search.READ']],
    weight: 3,
    handle: listContactTickets,
  },
];

/** Runs the handler with the ticket of the path, or answers 404. */
export async function withTicket(
  request: DeskRequest,
  handle: (ticket: TicketRecord) => Answer | Promise<Answer>,
): Promise<Answer> {
  const ticket = request.context.portal.ticket(request.params.ticketId ?? '');
  return ticket === undefined ? errors.notFound() : handle(ticket);
}

function createTicket(request: DeskRequest): Answer {
  const { portal } = request.context;
  const body = readBody(request, newTicketSchema(request.settings.contactDialect));
  if (body.refusal) {
    return body.refusal;
  }
  const problems = [...checkReferences(portal, body.value), ...checkMandatory(portal, body.value)];
  if (problems.length > 0) {
    return errors.invalid(problems);
  }
  const contactId = body.value.contactId ?? findOrAddContact(portal, body.value);
  return ok(toTicket(request.context, portal.addTicket(toRecord(portal, body.value, contactId))));
}

/** The address decides: a known one reuses its contact (§3.1). */
function findOrAddContact(portal: Portal, { contact }: NewTicketBody): string {
  const email = contact?.email ?? null;
  const known = email === null ? undefined : portal.findContactByEmail(email);
  const { firstName = null, phone = null } = { firstName: null, phone: null, ...contact };
  return (known ?? portal.addContact({ firstName, lastName: contact?.lastName ?? null, email, phone })).id;
}

function toRecord(portal: Portal, body: NewTicketBody, contactId: string): NewTicketRecord {
  const fields = Object.fromEntries(portal.customFields.map((field) => [field.apiName, null]));
  return {
    subject: body.subject,
    description: body.description ?? null,
    status: body.status ?? 'Open',
    priority: body.priority ?? null,
    channel: body.channel ?? null,
    category: body.category ?? null,
    subCategory: body.subCategory ?? null,
    classification: body.classification ?? null,
    language: body.language ?? null,
    departmentId: body.departmentId,
    contactId,
    assigneeId: body.assigneeId ?? null,
    teamId: body.teamId ?? null,
    email: body.email || (body.contact?.email ?? portal.contact(contactId)?.email ?? null),
    phone: body.phone ?? null,
    resolution: body.resolution ?? null,
    dueDate: body.dueDate ? new Date(body.dueDate).toISOString() : null,
    cf: { ...fields, ...body.cf },
  };
}

function updateTicket(request: DeskRequest, ticket: TicketRecord): Answer {
  const { portal } = request.context;
  const body = readBody(request, ticketChangeSchema);
  if (body.refusal) {
    return body.refusal;
  }
  const problems = checkReferences(portal, body.value);
  if (problems.length > 0) {
    return errors.invalid(problems);
  }
  const { cf, dueDate, ...rest } = body.value;
  const { customFields: _old, uploads: _uploads, entitySkills: _skills, secondaryContacts: _more, ...plain } = rest;
  const { productId: _product, accountId: _account, layoutId: _layout, ...change } = plain;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== ''));
  const changed = portal.changeTicket(ticket, {
    ...given,
    ...(cf ? { cf: { ...ticket.cf, ...cf } } : {}),
    ...(dueDate === undefined ? {} : { dueDate: dueDate === null ? null : new Date(dueDate).toISOString() }),
  });
  return ok(toTicket(request.context, changed));
}

const listSorts = oneOf('createdTime', 'dueDate', 'recentThread');
const times = {
  createdTime: (ticket: TicketRecord) => ticket.createdAt,
  recentThread: (ticket: TicketRecord) => ticket.modifiedAt,
  dueDate: (ticket: TicketRecord) => Date.parse(ticket.dueDate ?? '9999-12-31T00:00:00.000Z'),
};

function listTickets({ context, query, settings }: DeskRequest): Answer {
  const refusal = checkQuery(query, {
    departmentId: patterns.id,
    status: patterns.name,
    assignee: patterns.name,
    channel: patterns.name,
    sortBy: listSorts,
    include: /^((contacts|products|departments|team|assignee|isRead)(,|$))+$/,
    from: patterns.from,
    limit: upTo(50),
    receivedInDays: /^(15|30|90)$/,
  });
  if (refusal !== null || query.departmentId === undefined) {
    return refusal ?? errors.unprocessable("The mandatory query parameter 'departmentId' is missing.");
  }
  const tickets = context.portal
    .tickets()
    .filter((ticket) => ticket.departmentId === query.departmentId)
    .filter((ticket) => query.status === undefined || query.status.split(',').includes(ticket.status));
  const sorted = sortBy(tickets, query.sortBy ?? '-createdTime', times);
  return list(
    page(sorted, query, 10, settings.listBase).map((ticket) => ({
      ...toListedTicket(context, ticket),
      ...(query.include?.includes('contacts') ? { contact: contactOf(context.portal, ticket) } : {}),
    })),
  );
}

function contactOf(portal: Portal, ticket: TicketRecord) {
  const contact = portal.contact(ticket.contactId);
  return contact === undefined ? null : toShortContact(contact);
}

function listContactTickets({ context, params, query, settings }: DeskRequest): Answer {
  const refusal = checkQuery(query, {
    departmentId: patterns.id,
    sortBy: oneOf('createdTime', 'modifiedTime'),
    include: patterns.name,
    from: patterns.from,
    limit: upTo(50),
    isSpam: patterns.flag,
  });
  if (refusal !== null) {
    return refusal;
  }
  if (context.portal.contact(params.contactId ?? '') === undefined) {
    return errors.notFound();
  }
  const tickets = context.portal
    .tickets()
    .filter((ticket) => ticket.contactId === params.contactId)
    .filter((ticket) => query.departmentId === undefined || ticket.departmentId === query.departmentId);
  const sorted = sortBy(tickets, query.sortBy ?? '-createdTime', {
    ...times,
    modifiedTime: (ticket) => ticket.modifiedAt,
  });
  return list(page(sorted, query, 10, settings.listBase).map((ticket) => toListedTicket(context, ticket)));
}

import type { Portal } from '../portal/portal.ts';
import { type ContactRecord, type TicketRecord, ticketStatusTypes } from '../portal/records.ts';

/* Tickets as Desk shows them: key for key as in the published specification, null where nothing is known. */

export const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export interface ViewContext {
  readonly portal: Portal;
  readonly origin: string;
  readonly ticketUrl: (ticketId: string) => string;
}

/** What lists show: no description, no custom fields (zoho-desk.md §3.2). */
export function toListedTicket({ portal, ticketUrl }: ViewContext, ticket: TicketRecord) {
  return {
    id: ticket.id,
    ticketNumber: ticket.ticketNumber,
    subject: ticket.subject,
    status: ticket.status,
    statusType: ticketStatusTypes[ticket.status] ?? 'Open',
    priority: ticket.priority,
    channel: ticket.channel,
    channelCode: null,
    category: ticket.category,
    subCategory: ticket.subCategory,
    language: ticket.language,
    departmentId: ticket.departmentId,
    contactId: ticket.contactId,
    accountId: null,
    assigneeId: ticket.assigneeId,
    teamId: ticket.teamId,
    productId: null,
    layoutId: '1892000000074011',
    email: ticket.email,
    phone: ticket.phone,
    webUrl: ticketUrl(ticket.id),
    createdTime: iso(ticket.createdAt),
    closedTime: iso(ticket.closedAt),
    dueDate: ticket.dueDate,
    responseDueDate: null,
    onholdTime: null,
    customerResponseTime: iso(ticket.createdAt),
    threadCount: '0',
    commentCount: String(portal.comments(ticket.id).length),
    isArchived: false,
    isSpam: false,
    source: { appName: null, extId: null, permalink: null, type: 'SYSTEM', appPhotoURL: null },
    lastThread: null,
    sentiment: null,
    relationshipType: 'None',
  };
}

export function toTicket(context: ViewContext, ticket: TicketRecord) {
  const {
    sentiment: _sentiment,
    relationshipType: _type,
    lastThread: _thread,
    ...listed
  } = toListedTicket(context, ticket);
  return {
    ...listed,
    description: ticket.description,
    classification: ticket.classification,
    resolution: ticket.resolution,
    cf: ticket.cf,
    customFields: ticket.cf,
    entitySkills: [],
    modifiedTime: iso(ticket.modifiedAt),
    modifiedBy: null,
    approvalCount: '0',
    attachmentCount: String(context.portal.attachments(ticket.id).length),
    taskCount: '0',
    timeEntryCount: '0',
    sharedCount: '0',
    channelRelatedInfo: null,
    isDeleted: false,
    isTrashed: false,
    isEscalated: ticket.status === 'Escalated',
    isOverDue: false,
    isResponseOverdue: false,
    secondaryContacts: [],
    sharedDepartments: [],
    slaId: null,
    layoutDetails: { id: '1892000000074011', layoutName: 'Default' },
  };
}

/** `GET /tickets/{id}` says a little more than the answer to a create. */
export function toReadTicket(context: ViewContext, ticket: TicketRecord) {
  return {
    ...toTicket(context, ticket),
    createdBy: null,
    followerCount: '0',
    isFollowing: false,
    sentiment: null,
    tagCount: String(ticket.tags.length),
  };
}

export function toFoundTicket(context: ViewContext, ticket: TicketRecord) {
  const contact = context.portal.contact(ticket.contactId);
  const { approvalCount, attachmentCount, taskCount, timeEntryCount, sharedCount, ...shown } = toTicket(
    context,
    ticket,
  );
  return {
    ...shown,
    childTicketCount: '0',
    createdBy: null,
    isRead: false,
    lastThread: null,
    product: null,
    team: null,
    assignee: null,
    department: { id: ticket.departmentId, name: context.portal.departmentName },
    contact: contact === undefined ? null : toShortContact(contact),
  };
}

export function toShortContact(contact: ContactRecord) {
  return {
    id: contact.id,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    phone: contact.phone,
    mobile: null,
    type: null,
    account: null,
    isSpam: false,
  };
}

import type { Portal } from '../portal/portal.ts';
import {
  type AgentRecord,
  type AttachmentRecord,
  type CallRecord,
  type CommentRecord,
  type ContactRecord,
  type TicketRecord,
  ticketStatusTypes,
} from '../portal/records.ts';

/* Records as Desk shows them: key for key as in the published specification, values null where nothing is known. */

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export interface ViewContext {
  readonly portal: Portal;
  readonly origin: string;
  readonly ticketUrl: (ticketId: string) => string;
}

/** What lists show: no description, no custom fields (desk-api.md §3.2). */
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

export function toContact({ origin }: ViewContext, contact: ContactRecord) {
  return {
    id: contact.id,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    secondaryEmail: null,
    phone: contact.phone,
    mobile: null,
    type: null,
    title: null,
    description: null,
    street: null,
    city: null,
    state: null,
    country: null,
    zip: null,
    twitter: null,
    facebook: null,
    account: null,
    accountId: null,
    owner: null,
    ownerId: null,
    layoutId: '1892000000074013',
    cf: {},
    customFields: {},
    customerHappiness: { badPercentage: '0', okPercentage: '0', goodPercentage: '0' },
    zohoCRMContact: null,
    photoURL: null,
    webUrl: `${origin}/_simulator/contacts/${contact.id}`,
    isEndUser: false,
    createdTime: iso(contact.createdAt),
    modifiedTime: iso(contact.createdAt),
  };
}

export function toComment({ portal }: ViewContext, comment: CommentRecord) {
  const agent = portal.agents.find((one) => one.id === comment.commenterId);
  const contact = portal.contact(comment.commenterId);
  const person = agent ?? contact;
  return {
    id: comment.id,
    content: comment.content,
    contentType: comment.contentType,
    encodedContent: null,
    isPublic: comment.isPublic,
    commentedTime: iso(comment.createdAt),
    modifiedTime: null,
    attachments: [],
    commenterId: comment.commenterId,
    commenter: {
      id: comment.commenterId,
      firstName: person?.firstName ?? null,
      lastName: person?.lastName ?? null,
      name: [person?.firstName, person?.lastName].filter(Boolean).join(' '),
      email: agent?.emailId ?? contact?.email ?? null,
      photoURL: null,
      roleName: agent === undefined ? null : 'Agent',
      type: agent === undefined ? 'END_USER' : 'AGENT',
    },
    impersonatedUser: null,
  };
}

export function toAttachment({ origin }: ViewContext, attachment: AttachmentRecord) {
  const href = `${origin}/api/v1/tickets/${attachment.ticketId}/attachments/${attachment.id}/content`;
  return {
    id: attachment.id,
    name: attachment.name,
    size: String(attachment.size),
    href,
    previewurl: null,
    creatorId: '1892000000056007',
    createdTime: iso(attachment.createdAt),
    isPublic: attachment.isPublic,
  };
}

export function toCall({ origin }: ViewContext, call: CallRecord) {
  return {
    id: call.id,
    callId: null,
    subject: call.subject,
    description: call.description,
    departmentId: call.departmentId,
    contactId: call.contactId,
    ticketId: call.ticketId,
    ownerId: null,
    creatorId: '1892000000056007',
    layoutId: '1892000000074015',
    startTime: call.startTime,
    status: call.status,
    statusType: call.status === 'Scheduled' || call.status === 'In Progress' ? 'Open' : 'Closed',
    direction: call.direction,
    duration: call.duration,
    priority: call.priority,
    reminder: [],
    cf: {},
    customFields: {},
    activityTime: null,
    completedTime: null,
    createdTime: iso(call.createdAt),
    modifiedTime: iso(call.createdAt),
    modifiedBy: null,
    isSpam: false,
    isTrashed: false,
    webUrl: `${origin}/_simulator/calls/${call.id}`,
  };
}

export function toAgent(portal: Portal, agent: AgentRecord) {
  return {
    id: agent.id,
    firstName: agent.firstName,
    lastName: agent.lastName,
    name: `${agent.firstName} ${agent.lastName}`,
    emailId: agent.emailId,
    status: agent.status,
    isConfirmed: true,
    isZiaAgent: false,
    aboutInfo: '',
    extn: '',
    phone: '',
    mobile: '',
    langCode: 'en_US',
    countryCode: 'en_US',
    timeZone: 'America/Chicago',
    photoURL: null,
    zuid: '10687231',
    roleId: '1892000000056099',
    profileId: '1892000000056091',
    rolePermissionType: 'Admin',
    channelExpert: ['Chat', 'Email', 'Web', 'Phone'],
    associatedDepartmentIds: [portal.departmentId],
    associatedChatDepartmentIds: [],
  };
}

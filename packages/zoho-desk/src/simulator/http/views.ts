import type { Portal } from '../portal/portal.ts';
import type { AgentRecord, AttachmentRecord, CallRecord, CommentRecord, ContactRecord } from '../portal/records.ts';
import { iso, type ViewContext } from './ticket-views.ts';

/* Everything but tickets as Desk shows it: key for key as in the published specification. */

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

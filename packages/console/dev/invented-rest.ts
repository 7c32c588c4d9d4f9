import type { AboutChat, ListedApproval, ListedMail, System, Ticket, WorkItem } from '../src/api/types.ts';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Whose chat a line is about; of every fifth conversation tells nothing. */
const about = (index: number): AboutChat | null =>
  index % 5 === 4
    ? null
    : {
        conversationId: `conv-${1_000 + index}`,
        visitorName: 'Dana Whitfield',
        workflow: 'printer_issues',
        reference: 'AB-00000034C',
        ticketId: index % 2 === 0 ? `18920000000${430_000 - index}` : null,
        ticketNumber: index % 2 === 0 ? String(4_300 - index) : null,
        ticketUrl: null,
      };

export const inventWork = (): WorkItem[] =>
  Array.from({ length: 14 }, (_, index): WorkItem => {
    const status = (['dead', 'pending', 'parked', 'dead'] as const)[index % 4] ?? 'dead';
    return {
      service: (['ticketing', 'notifications', 'conversation'] as const)[index % 3] ?? 'ticketing',
      id: `work-${index}`,
      conversationId: `conv-${1_000 + index}`,
      kind: ['create_ticket', 'send_mail', 'push_chat'][index % 3] ?? 'create_ticket',
      attempts: 3 + index,
      status,
      lastError:
        index % 3 === 0
          ? 'Desk refused createTicket (UNPROCESSABLE_ENTITY): /cf/cf_reference is invalid.'
          : 'UPSTREAM_TIMEOUT',
      nextAttemptAt: status === 'pending' ? ago(-7) : null,
      createdAt: ago(60 + index * 97),
      about: about(index),
    };
  });

export const inventMails = (): ListedMail[] =>
  Array.from({ length: 32 }, (_, index): ListedMail => {
    const status = index % 7 === 2 ? 'dead' : index % 9 === 4 ? 'pending' : 'sent';
    return {
      id: `mail-${index}`,
      conversationId: index % 6 === 5 ? null : `conv-${1_000 + index}`,
      kind: ['ticket_created', 'verification_code', 'approval_request', 'team_notice'][index % 4] ?? 'ticket_created',
      to: 'd…@whitfield.example',
      status,
      attempts: status === 'sent' ? 1 : 5,
      lastError: status === 'sent' ? null : 'SMTP 550',
      nextAt: status === 'pending' ? ago(-4) : null,
      createdAt: ago(index * 41 + 3),
      sentAt: status === 'sent' ? ago(index * 41 + 2) : null,
      kept: index % 5 !== 4,
      about: index % 6 === 5 ? null : about(index),
    };
  });

export const inventApprovals = (): ListedApproval[] =>
  Array.from(
    { length: 6 },
    (_, index): ListedApproval => ({
      approvalId: `approval-${index}`,
      conversationId: `conv-${1_005 + index}`,
      status: (['open', 'approved', 'declined', 'open'] as const)[index % 4] ?? 'open',
      approver: 'p…@northwind.example',
      createdAt: ago(300 + index * 400),
      remindedAt: index % 2 === 0 ? ago(60) : null,
      decidedAt: index % 4 === 1 || index % 4 === 2 ? ago(20) : null,
      overdue: index === 0 || index === 3,
      about: about(index),
    }),
  );

export const inventTicket = (id: string): Ticket => ({
  id: '18920000000430000',
  ticketNumber: id.replace('#', '').slice(-4),
  subject: 'Password reset for dwhitfield (server)',
  description: null,
  status: 'Open',
  statusType: 'Open',
  priority: 'High',
  departmentId: '1892000000006907',
  contactId: '1892000000042001',
  assigneeId: null,
  email: 'dana@whitfield.example',
  phone: null,
  channel: 'Chat',
  webUrl: 'https://desk.zoho.example/tickets/1',
  customFields: { cf_verified: 'verified' },
  createdTime: ago(30),
  modifiedTime: ago(12),
  closedTime: null,
  dueDate: ago(-200),
  simulated: true,
});

export const inventSystem = (): System => ({
  checks: [
    { name: 'store', ok: true, error: null, warning: null },
    { name: 'conversation', ok: true, error: null, warning: null },
    { name: 'ticketing', ok: true, error: null, warning: null },
    { name: 'desk', ok: true, error: null, warning: null },
    { name: 'mail', ok: false, error: 'connect ECONNREFUSED: no mail server answers there', warning: null },
  ],
  desk: { tokenOk: true, creditsLeft: 38_412, creditsOf: 50_000, concurrency: 10, waiting: 3, oldestWaitingMs: 42_000 },
  versions: { gateway: '1.0.0', conversation: '1.0.0', ticketing: '1.0.0', notifications: '1.0.0' },
  settings: [
    { name: 'HOST', value: '127.0.0.1', secret: false },
    { name: 'PORT', value: '8000', secret: false },
    { name: 'ZOHO_DC', value: 'com', secret: false },
    { name: 'ZOHO_REFRESH_TOKEN', value: null, secret: true },
    { name: 'ENCRYPTION_KEYS', value: 'set', secret: true },
  ],
});

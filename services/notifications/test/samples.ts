import {
  type Mail,
  mailSchema,
  type RequestApprovalInput,
  requestApprovalInputSchema,
  sendCodeInputSchema,
  sendMailInputSchema,
  verifyCodeInputSchema,
} from '@acebuddy/contracts';

export const ann = { name: 'Ann Lee', email: 'ann@firm.example' };
export const reference = 'AB-7K2M9QXD';

export const mails = {
  ticket_confirmation: mailOf({
    template: 'ticket_confirmation',
    to: ann,
    ticketNumber: '101',
    ticketUrl: 'https://desk.example/101',
    reference,
    workflowName: 'Password reset',
    outcome: 'ticket',
    expectedResolution: '4 business hours',
    notes: ['Keep your phone at hand.'],
  }),
  team_notice: mailOf({
    template: 'team_notice',
    team: 'Accounts',
    customer: { name: 'Ann Lee', email: 'ann@firm.example', phone: '+1 555 0199' },
    ticketNumber: '101',
    ticketUrl: 'https://desk.example/101',
    reference,
    workflowName: 'Password reset',
    priority: 'High',
    verified: false,
    collected: [{ label: 'Server', value: 'RDP-7' }],
    actionRequired: 'Reset the password and call back.',
  }),
  agent_reply: mailOf({
    template: 'agent_reply',
    to: ann,
    ticketNumber: '101',
    author: 'Jade',
    text: 'Please try again.\nIt should work now.',
  }),
  status_change: mailOf({ template: 'status_change', to: ann, ticketNumber: '101', status: 'Closed' }),
  approval_decided: mailOf({
    template: 'approval_decided',
    to: ann,
    ticketNumber: '101',
    reference,
    subject: 'A new user',
    approved: true,
  }),
  chat_update: mailOf({ template: 'chat_update', to: ann, reference, text: 'Your ticket is #101.' }),
} as const;

export function mailOf(mail: unknown): Mail {
  return mailSchema.parse(mail);
}

export function mailRequest(requestId: string, change: { mail?: Mail; waitMs?: number } = {}) {
  return sendMailInputSchema.parse({ requestId, mail: mails.chat_update, waitMs: 2_000, ...change });
}

export function codeRequest(requestId: string, change: Record<string, unknown> = {}) {
  const base = { requestId, conversationId: 'chat-1', purpose: 'password_reset', to: ann, waitMs: 2_000 };
  return sendCodeInputSchema.parse({ ...base, ...change });
}

export function tryOf(requestId: string, code: string, change: Record<string, unknown> = {}) {
  const base = { requestId, conversationId: 'chat-1', purpose: 'password_reset', code };
  return verifyCodeInputSchema.parse({ ...base, ...change });
}

export function approvalRequest(requestId: string, change: Partial<RequestApprovalInput> = {}) {
  return requestApprovalInputSchema.parse({
    requestId,
    conversationId: 'chat-1',
    approver: { name: 'Paul', email: 'paul@firm.example' },
    requester: { name: 'Ann Lee', email: 'ann@firm.example', proof: 'verified' },
    subject: 'A new user for the RDP server',
    workflowName: 'User Management',
    facts: [
      { label: 'User name', value: 'new.person' },
      { label: 'Change', value: 'add a user', isOurs: true },
    ],
    reference,
    ticketNumber: '101',
    remindAfterMinutes: 240,
    ...change,
  });
}

import { eventually } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCustomer, playToTicket } from './customer.ts';
import { describeProduct } from './matrix.ts';
import { mailTo } from './topology.ts';

interface Story {
  readonly workflow: string;
  readonly name: string;
  readonly opening: string;
  /** The sheet's priority for this story (workflows.md, "Per workflow"). */
  readonly priority: 'Low' | 'Medium' | 'High';
  readonly answers?: readonly (readonly [RegExp, string])[];
}

const stories: readonly Story[] = [
  {
    workflow: 'disk_upgrade',
    name: 'Disk Space Upgrade',
    opening: 'our C drive is full and we need more storage',
    priority: 'Low',
  },
  { workflow: 'password_reset', name: 'Password Reset', opening: 'I forgot my password', priority: 'Medium' },
  {
    workflow: 'user_management',
    name: 'User Management',
    opening: 'please add a new user for our new accountant',
    priority: 'Medium',
  },
  {
    workflow: 'monitor_setup',
    name: 'Monitor Setup',
    opening: 'how do I use two monitors in the remote session',
    priority: 'Low',
  },
  {
    workflow: 'printer_issues',
    name: 'Printer Issues',
    opening: 'my printer shows offline',
    priority: 'Medium',
    answers: [[/only you, or everyone/i, 'Only me']],
  },
  { workflow: 'server_slowness', name: 'Server Slowness', opening: 'the server is very slow today', priority: 'High' },
  {
    workflow: 'rdp_connection',
    name: 'RDP Connection',
    opening: 'I cannot connect to the remote desktop',
    priority: 'High',
  },
  { workflow: 'server_reboot', name: 'Server Reboot', opening: 'please reboot our server', priority: 'High' },
  { workflow: 'qb_mfa', name: 'QB MFA', opening: 'the quickbooks verification code never arrives', priority: 'Medium' },
  { workflow: 'email_issues', name: 'Email Issues', opening: 'outlook cannot send emails', priority: 'Medium' },
  {
    workflow: 'qb_issues',
    name: 'QB Issues',
    opening: 'quickbooks will not start',
    priority: 'Medium',
    answers: [[/missing|damaged/i, 'No']],
  },
  {
    workflow: 'windows_update',
    name: 'Windows Update',
    opening: 'windows update keeps failing on my laptop',
    priority: 'Low',
    answers: [[/start up to the desktop/i, 'Yes, it starts']],
  },
  {
    workflow: 'account_locked',
    name: 'Account Locked',
    opening: 'my account is locked, too many attempts',
    priority: 'High',
    answers: [[/still know your password/i, 'Yes']],
  },
];

describeProduct('each of the thirteen workflows', (topology) => {
  describe.each(stories)('$workflow', ({ workflow, name, opening, priority, answers }) => {
    it('goes from the opening to one complete ticket, both mails, the session and the closing note', async () => {
      const customer = createCustomer(topology());
      const answer = await playToTicket(topology(), customer, opening, answers);
      expect(answer.data).toMatchObject({ workflow_type: workflow, ticket_created: true });
      expect(answer.message).toContain(answer.data.ticket_number ?? 'no number');

      const own = () =>
        topology()
          .zoho.desk.tickets()
          .filter((ticket) => ticket.cf?.cf_salesiq_chat_id === customer.chatId);
      expect(own()).toHaveLength(1);
      const [ticket] = own();
      expect(ticket).toMatchObject({
        id: answer.data.ticket_id,
        subject: `${name} - Test User`,
        priority,
        contact: { email: 'test@company.com' },
        cf: {
          cf_workflow_type: workflow,
          cf_automation_source: 'AceBuddy',
          cf_salesiq_visitor_id: `visitor-${customer.chatId}`,
          cf_reference: answer.data.reference,
        },
      });

      const comments = () =>
        own()[0]
          ?.comments.map((comment) => comment.content)
          .join('\n') ?? '';
      const words = customer.said.filter((text) => !/^\d{6}$/.test(text));
      await eventually(() => words.every((text) => comments().includes(text)), 10_000);

      await mailTo(topology(), 'test@company.com', new RegExp(`#${answer.data.ticket_number}\\b`));
      await mailTo(
        topology(),
        'support@example.com',
        new RegExp(`\\[${priority}\\] ${name} .*#${answer.data.ticket_number}`),
      );

      const response = await fetch(`${topology().url}/salesiq/session/${customer.chatId}`);
      const session = z.looseObject({ session: z.unknown() }).parse(await response.json());
      expect(session.session).toMatchObject({
        ticket_id: answer.data.ticket_id,
        ticket_number: answer.data.ticket_number,
      });
      const closed = await fetch(`${topology().url}/salesiq/session/${customer.chatId}/close`, { method: 'POST' });
      expect(closed.status).toBe(200);
      await eventually(() => comments().includes('The session was closed'), 10_000);
      expect(own()).toHaveLength(1);
    });
  });
});

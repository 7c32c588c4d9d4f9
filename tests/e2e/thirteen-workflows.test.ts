import { fileURLToPath } from 'node:url';
import { eventually } from '@acebuddy/testkit';
import { bundledWorkflowsFolder, loadWorkflows } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCustomer, playToTicket } from './customer.ts';
import { describeProduct } from './matrix.ts';
import { stories } from './stories.ts';
import { mailTo, type Topology } from './topology.ts';

const levels = new Map(
  loadWorkflows([bundledWorkflowsFolder]).map(({ definition: { id, verification } }) => [id, verification]),
);

const directoryFile = fileURLToPath(new URL('./directory.json', import.meta.url));

function suite(topology: () => Topology): void {
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

      // She knows the code that was mailed to her, and the directory gives that address to her account. Where none is asked for, nothing is proven.
      expect(ticket?.cf?.cf_verified).toBe(levels.get(workflow) === 'none' ? 'not verified' : 'verified');

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
}

describeProduct('each of the thirteen workflows', suite, { DIRECTORY_FILE: directoryFile });

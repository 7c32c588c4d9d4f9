import { describe, expect, it } from 'vitest';
import { createCustomer, playToTicket } from '../e2e/customer.ts';
import { describeProduct } from '../e2e/matrix.ts';

const victims = ['gateway', 'conversation', 'ticketing', 'notifications'] as const;

describeProduct('kill -9', (topology) => {
  describe.each(victims)('of %s in the middle of a conversation', (victim) => {
    it('and a restart: the conversation goes on to exactly one ticket', async () => {
      const customer = createCustomer(topology());
      const opened = await customer.say('my printer shows offline');
      expect(opened.data.workflow_type).toBe('printer_issues');
      const service = topology().services.find(({ name }) => name === victim);
      expect(await service?.kill()).toBe(true);
      service?.restart();
      await service?.ready(20_000);
      const answer = await playToTicket(topology(), customer, 'Still broken', [[/only you, or everyone/i, 'Only me']]);
      expect(answer.data.ticket_created).toBe(true);
      const own = topology()
        .zoho.desk.tickets()
        .filter((ticket) => ticket.cf?.cf_salesiq_chat_id === customer.chatId);
      expect(own).toHaveLength(1);
      const response = await fetch(`${topology().url}/salesiq/session/${customer.chatId}`);
      const session = JSON.stringify(await response.json());
      for (const text of customer.said) expect(session).toContain(JSON.stringify(text).slice(1, -1));
    });
  });
});

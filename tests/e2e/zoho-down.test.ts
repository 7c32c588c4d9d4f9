import { eventually } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { createCustomer, playToTicket } from './customer.ts';
import { describeProduct } from './matrix.ts';

describeProduct('while Zoho Desk takes no calls', (topology) => {
  describe('a customer who wants a ticket', () => {
    it('is answered within 4 seconds with our reference, and has her one ticket once Desk is back', async () => {
      const customer = createCustomer(topology());
      // Desk refuses everything: nothing is created, so it may be tried again as soon as it answers.
      topology().zoho.desk.addFault({ kind: 'concurrency' });
      const answer = await playToTicket(
        topology(),
        customer,
        'windows update keeps failing on my laptop',
        [],
        'promise',
      );
      expect(customer.slowestMs()).toBeLessThan(4_000);
      expect(answer.data.ticket_created).toBe(false);
      expect(answer.data.reference).toMatch(/^AB-/);
      expect(answer.message).toContain(answer.data.reference ?? 'no reference');
      topology().zoho.desk.faults.clear();
      const own = () =>
        topology()
          .zoho.desk.tickets()
          .filter((ticket) => ticket.cf?.cf_reference === answer.data.reference);
      await eventually(() => own().length > 0, 90_000);
      expect(own()).toHaveLength(1);
    }, 120_000);
  });
});

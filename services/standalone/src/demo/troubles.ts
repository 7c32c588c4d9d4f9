import type { Random } from '@acebuddy/service-kit/random';
import { dayMs, hourMs } from './calendar.ts';
import type { World } from './world.ts';

/** No ticket of the simulated desk has this id. */
const deletedTicket = '1892000000999001';
const outageMs = 1.25 * hourMs;

/** What goes wrong in a month: mailboxes that are none, an outage of Desk, and a change that Desk refuses for good. */
export function arrangeTroubles(
  { agenda, calendar, simulation, mails, gateway }: World,
  span: { readonly from: number; readonly until: number; readonly refused: ReadonlySet<string> },
  random: Random,
): void {
  const { from, until, refused } = span;
  const { desk } = simulation;
  const share = (of: number) => calendar.later(Math.max(from, until - of * (until - from)), random.int(1, 2));
  mails.refuse((address) => refused.has(address));
  // Requests are promised meanwhile, and their tickets come late.
  const outage = Math.min(share(0.6), until - 6 * hourMs);
  agenda.add(outage, async () => {
    const fault = desk.addFault({ kind: 'error_before', status: 503 });
    agenda.add(outage + outageMs, async () => void desk.faults.remove(fault));
  });
  // An integrator comments on a ticket that somebody deleted: work for the engineer.
  agenda.add(Math.min(share(0.1), until - dayMs / 12), async () => {
    await gateway.inject({
      method: 'POST',
      url: `/zoho/ticket/${deletedTicket}/comment`,
      payload: { comment: 'Called the customer back, nobody answered.', is_internal: true },
      remoteAddress: '127.0.0.1',
    });
  });
}

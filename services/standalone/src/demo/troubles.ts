import type { Random } from './random.ts';
import { dayMs, hourMs } from './calendar.ts';
import type { World } from './world.ts';

/** What goes wrong in a month: mailboxes that are none, an outage of Desk, and something that Desk refuses for good. */
export function arrangeTroubles(
  { agenda, calendar, simulation, mails }: World,
  { from, until, refused }: { readonly from: number; readonly until: number; readonly refused: ReadonlySet<string> },
  random: Random,
): void {
  const { desk } = simulation;
  mails.refuse((address) => refused.has(address));
  const atWork = (daysBefore: number) => calendar.later(Math.max(from, until - daysBefore * dayMs), random.int(1, 2));
  // Requests are promised meanwhile, and their tickets come late.
  const outage = atWork(Math.min(9, (until - from) / dayMs / 2));
  agenda.add(outage, async () => {
    const fault = desk.addFault({ kind: 'error_before', status: 503 });
    agenda.add(outage + 2 * hourMs, async () => void desk.faults.remove(fault));
  });
  // A comment that Desk does not take, however often: work for the engineer.
  agenda.add(atWork(2), async () => {
    desk.addFault({ kind: 'mandatory_field', operations: ['createComment'], times: 1, field: '/content' });
  });
}

import type { Random } from '@acebuddy/service-kit/random';
import { hourMs, minuteMs } from './calendar.ts';
import type { Stories } from './story.ts';
import type { World } from './world.ts';

/** Most tickets are closed the same day, some wait for the customer, a few stay open. */
const [leftOpen, onHold] = [0.07, 0.12];

/** People at the desk: they answer new tickets in their hours, put some on hold, and close most of them. */
export function createAgents(
  { simulation, agenda, calendar, clock, ticketing }: World,
  stories: Stories,
  random: Random,
) {
  const { desk } = simulation;
  let seen = 0;
  const known = new Set<string>();

  /** The poll learns of it as it would of any change: some minutes later. */
  const change = (at: number, act: () => void) =>
    agenda.add(at, async () => {
      act();
      agenda.add(clock.at() + minuteMs, () => ticketing.poll());
    });

  function take(ticket: { readonly id: string; readonly cf?: Record<string, unknown> | null }): void {
    const { hours, answers } = stories.agentOf(String(ticket.cf?.cf_workflow_type ?? ''));
    const taken = calendar.later(clock.at(), Math.min(random.around(hours / 3), 30));
    const closed = calendar.later(taken, Math.min(random.around((hours * 2) / 3), 60));
    if (random.chance(leftOpen)) return;
    if (random.chance(onHold)) change(taken, () => void desk.agentSetsStatus(ticket.id, 'On Hold'));
    if (random.chance(0.7))
      change(closed - 2 * minuteMs, () => void desk.agentComments(ticket.id, random.pick(answers), true));
    change(closed, () => void desk.agentSetsStatus(ticket.id, 'Closed'));
  }

  return {
    /** Looks for tickets that nobody has taken on. */
    look(): void {
      const { version, tickets } = desk.state({ since: seen, limit: 200 });
      seen = version;
      for (const ticket of tickets.toReversed()) {
        const isNew = clock.at() - Date.parse(ticket.createdTime ?? '') < hourMs && !known.has(ticket.id);
        if (!isNew) continue;
        known.add(ticket.id);
        if (ticket.status !== 'Closed') take(ticket);
      }
    },
  };
}

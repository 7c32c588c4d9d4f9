import type { deskEventsInputSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { WatchStore } from '../ports.ts';

export interface DeskEventDeps {
  readonly watches: WatchStore;
  readonly eventDelayMs: number;
  readonly now: () => Date;
  readonly wake: () => void;
}

/** News for us in what Desk tells by webhook. `Ticket_Add` is our own doing, the rest is of no interest. */
const interesting: ReadonlySet<string> = new Set([
  'Ticket_Update',
  'Ticket_Comment_Add',
  'Ticket_Comment_Update',
  'Ticket_Thread_Add',
  'Ticket_Delete',
]);

/**
 * Takes note of Desk's events: nothing in them is believed but that something happened to a ticket, which is then read
 * again (zoho-desk.md §9.3). Repeats, tickets of others and our own echoes cost a look into the store at most.
 */
export async function handleDeskEvents(
  deps: DeskEventDeps,
  { events }: z.output<typeof deskEventsInputSchema>,
): Promise<{ accepted: number }> {
  const { watches, now } = deps;
  const wanted = events.filter((event) => interesting.has(event.eventType));
  const ours = new Set((await watches.known(wanted.map((event) => event.ticketId))).map((watch) => watch.ticketId));
  let accepted = 0;
  for (const { eventType, ticketId, eventTime } of wanted.filter((event) => ours.has(event.ticketId))) {
    const key = `${eventType}|${ticketId}|${eventTime}`;
    // Without a time two of a kind cannot be told apart: a look too many rather than one too few.
    if (eventTime !== '' && (await watches.wasSeen(key))) continue;
    // Hastened before it is marked as seen: a crash in between costs a second look, not the news.
    const at = now().getTime();
    await watches.hasten(ticketId, at + deps.eventDelayMs);
    await watches.markSeen(key, at);
    accepted += 1;
  }
  if (accepted > 0) deps.wake();
  return { accepted };
}

import { ticketIdSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import type { DeskNotice } from '../ports.ts';

const text = z.union([z.string(), z.number()]).transform(String);

const eventSchema = z.object({
  eventType: z.string().max(100),
  eventTime: text.optional(),
  payload: z.object({ id: text.optional(), ticketId: text.optional() }),
});

/** At most as many as one call to ticketing takes. */
const noticesMax = 100;

/**
 * Which tickets a delivery speaks of (zoho-desk.md §9.2). The token does not cover the body, so nothing else is believed; the
 * ticket is read again. Events of other things, and elements that are not understood, are left out.
 */
export function toDeskNotices(body: unknown): DeskNotice[] {
  const elements = Array.isArray(body) ? body : [body];
  return elements.slice(0, noticesMax).flatMap((element) => {
    const event = eventSchema.safeParse(element).data;
    const ticketId = event === undefined ? undefined : ticketIdOf(event);
    if (event === undefined || ticketId === undefined) return [];
    return [{ eventType: event.eventType, ticketId, eventTime: (event.eventTime ?? '').slice(0, 40) }];
  });
}

/** Comments, threads and attachments of a ticket name it beside their own id. */
function ticketIdOf({ eventType, payload }: z.output<typeof eventSchema>): string | undefined {
  if (!eventType.startsWith('Ticket_')) return undefined;
  const isTicketItself = /^Ticket_(Add|Update|Delete)$/.test(eventType);
  return ticketIdSchema.safeParse(isTicketItself ? payload.id : payload.ticketId).data;
}

import type { ConversationRecord } from '../record.ts';

/**
 * What a ticket is searched by: its number or our reference. Linked to its conversation like an address, by its keyed digest;
 * the word before the blank keeps it apart from every address.
 */
export type TicketName = `ticket ${string}` | `reference ${string}`;

export const ticketNumberName = (number: string): TicketName => `ticket ${number}`;
export const referenceName = (reference: string): TicketName => `reference ${reference}`;

export function namesOfTickets({ runs }: Pick<ConversationRecord, 'runs'>): readonly TicketName[] {
  return runs.flatMap(({ reference, ticket }) => [
    referenceName(reference),
    ...(ticket === null ? [] : [ticketNumberName(ticket.number)]),
  ]);
}

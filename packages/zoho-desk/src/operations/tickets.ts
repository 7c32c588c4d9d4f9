import { type TicketBody, toTicketBody, toTicketChangeBody } from '../body/ticket-body.ts';
import type { CallOptions, Desk, NewTicket, Ticket } from '../desk.ts';
import type { DeskFailure, DeskResult } from '../failure.ts';
import { ticketSchema } from '../wire.ts';
import type { createContactOperations } from './contacts.ts';
import { type DeskContext, remaining } from './context.ts';

type TicketOperations = Pick<Desk, 'createTicket' | 'getTicket' | 'updateTicket'>;

export function createTicketOperations(
  context: DeskContext,
  contacts: ReturnType<typeof createContactOperations>,
): TicketOperations {
  const { caller, clock } = context;

  const post = (body: TicketBody, options?: CallOptions) =>
    caller.call(
      {
        operation: 'createTicket',
        effect: 'create',
        scopes: 'Desk.tickets.CREATE',
        schema: ticketSchema,
        send: (api, init) => api.POST('/tickets', { body, ...init }),
      },
      options,
    );

  async function createTicket(ticket: NewTicket, options: CallOptions = {}): Promise<DeskResult<Ticket>> {
    const startedAt = clock.now();
    const body = toTicketBody(ticket, context);
    const first = await post(body, options);
    const email = body.contact?.email;
    if (first.ok || email === undefined || !isDuplicateContact(first.failure)) {
      return first;
    }
    const known = await contacts.findContactByEmail(email, remaining(options, clock, startedAt));
    if (!known.ok || known.value === null) {
      return first;
    }
    const { contact: _contact, ...rest } = body;
    return post({ ...rest, contactId: known.value.id }, remaining(options, clock, startedAt));
  }

  return {
    createTicket,
    getTicket: (ticketId, options) =>
      caller.call(
        {
          operation: 'getTicket',
          effect: 'read',
          scopes: 'Desk.tickets.READ',
          schema: ticketSchema,
          send: (api, init) => api.GET('/tickets/{ticketId}', { params: { path: { ticketId } }, ...init }),
        },
        options,
      ),
    updateTicket: (ticketId, update, options) =>
      caller.call(
        {
          operation: 'updateTicket',
          effect: 'repeatable',
          scopes: 'Desk.tickets.UPDATE',
          schema: ticketSchema,
          send: (api, init) =>
            api.PATCH('/tickets/{ticketId}', {
              params: { path: { ticketId } },
              body: toTicketChangeBody(update),
              ...init,
            }),
        },
        options,
      ),
  };
}

/** The portal enforces one contact per address and refused ours: use the one it has (zoho-desk.md §4). */
function isDuplicateContact(failure: DeskFailure): boolean {
  return (
    failure.kind === 'rejected' &&
    failure.fields.some(
      (field) => field.type === 'duplicate' && ['/email', '/contact', '/contact/email'].includes(field.pointer),
    )
  );
}

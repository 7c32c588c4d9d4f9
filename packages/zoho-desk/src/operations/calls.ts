import { cutText, stripMentions, toSingleLine } from '../body/text.ts';
import type { CallOptions, Desk, NewCall } from '../desk.ts';
import { type DeskResult, fail, succeed } from '../failure.ts';
import { callListSchema, callSchema } from '../wire.ts';
import { type DeskContext, remaining } from './context.ts';

const scopes = 'Desk.calls.CREATE (older portals: Desk.activities.calls.CREATE)';

/** Telephone calls as activities of a ticket. Keys and limits of Zoho's specification `Call.json`, never tried live. */
export function createCallOperations(
  { caller, clock, departmentId }: DeskContext,
  { getTicket }: Pick<Desk, 'getTicket'>,
): Pick<Desk, 'createCall' | 'listCalls'> {
  async function contactOf(ticketId: string, options: CallOptions): Promise<DeskResult<string>> {
    const ticket = await getTicket(ticketId, options);
    if (!ticket.ok) {
      return ticket;
    }
    return ticket.value.contactId === null
      ? fail({ kind: 'rejected', code: 'TICKET_WITHOUT_CONTACT', message: 'The ticket has no contact to call.' })
      : succeed(ticket.value.contactId);
  }

  async function createCall(ticketId: string, call: NewCall, options: CallOptions = {}) {
    const startedAt = clock.now();
    const contact = call.contactId === undefined ? await contactOf(ticketId, options) : succeed(call.contactId);
    if (!contact.ok) {
      return contact;
    }
    const phone = call.phone === undefined ? [] : [`Phone: ${call.phone}`];
    const description = [...phone, call.description ?? ''].filter(Boolean).join('\n');
    const body = {
      subject: cutText(toSingleLine(stripMentions(call.subject)), 255) || 'Call',
      departmentId,
      contactId: contact.value,
      ticketId,
      startTime: new Date(call.startsAt).toISOString(),
      status: call.status ?? 'Scheduled',
      direction: call.direction ?? 'outbound',
      ...(description === '' ? {} : { description: cutText(stripMentions(description), 65_535) }),
    } as const;
    return caller.call(
      {
        operation: 'createCall',
        effect: 'create',
        scopes,
        schema: callSchema,
        send: (api, init) => api.POST('/calls', { body, ...init }),
      },
      remaining(options, clock, startedAt),
    );
  }

  return {
    createCall,
    listCalls: (ticketId, options) =>
      caller.call(
        {
          operation: 'listCalls',
          effect: 'read',
          scopes: 'Desk.calls.READ and Desk.tickets.READ',
          schema: callListSchema,
          empty: [],
          send: (api, init) =>
            api.GET('/tickets/{ticketId}/calls', {
              params: { path: { ticketId }, query: { limit: 100, sortBy: '-createdTime' } },
              ...init,
            }),
        },
        options,
      ),
  };
}

import type { CallOptions, Desk, Sighting, Ticket, TimeWindow } from '../desk.ts';
import { type DeskResult, succeed } from '../failure.ts';
import type { operations } from '../generated/desk-openapi.ts';
import { ticketListSchema } from '../wire.ts';
import type { createContactOperations } from './contacts.ts';
import { type DeskContext, remaining } from './context.ts';
import { listPage, type Page, readWindow, skewMs } from './read-window.ts';

/** Searches give at most 100 a page; more pages than these are left unread and reported as incomplete. */
const searchPage = 100;
const pagesMax = 10;

type TicketListOperations = Pick<
  Desk,
  'listCreatedIn' | 'listOfContact' | 'listRecentlyModified' | 'searchReference' | 'findByNumber'
>;
type SearchQuery = NonNullable<operations['searchTickets']['parameters']['query']>;

export function createTicketListOperations(
  context: DeskContext,
  contacts: ReturnType<typeof createContactOperations>,
): TicketListOperations {
  const { caller, clock, departmentId, referenceField } = context;
  /** Whether the portal takes `customField1`; the documents disagree (zoho-desk.md §3.4). */
  let takesCustomField = true;

  const search = (query: SearchQuery, options?: CallOptions) =>
    caller.call(
      {
        operation: 'searchTickets',
        effect: 'read',
        scopes: 'Desk.tickets.READ and Desk.search.READ',
        schema: ticketListSchema,
        empty: [],
        send: (api, init) => api.GET('/tickets/search', { params: { query }, ...init }),
      },
      options,
    );

  async function listCreatedIn(window: TimeWindow, options: CallOptions = {}): Promise<DeskResult<Sighting>> {
    const page: Page = (from) =>
      caller.call(
        {
          operation: 'listTickets',
          effect: 'read',
          scopes: 'Desk.tickets.READ',
          schema: ticketListSchema,
          empty: [],
          send: (api, init) =>
            api.GET('/tickets', {
              params: {
                query: { departmentId, sortBy: '-createdTime', include: 'contacts', limit: listPage, ...paging(from) },
              },
              ...init,
            }),
        },
        options,
      );
    return readWindow(page, window, options.signal);
  }

  async function listOfContact(
    email: string,
    window: TimeWindow,
    options: CallOptions = {},
  ): Promise<DeskResult<Sighting>> {
    const startedAt = clock.now();
    const contact = await contacts.findContactByEmail(email, options);
    if (!contact.ok) {
      return contact;
    }
    const contactId = contact.value?.id;
    // The contact may be as new as the ticket, and the index that was asked for it lags.
    return contactId === undefined
      ? succeed({ tickets: [], complete: false })
      : readWindow(contactPage(contactId, remaining(options, clock, startedAt)), window, options.signal);
  }

  const contactPage =
    (contactId: string, options: CallOptions): Page =>
    (from) =>
      caller.call(
        {
          operation: 'listContactTickets',
          effect: 'read',
          scopes: 'Desk.contacts.READ, Desk.tickets.READ and Desk.search.READ',
          schema: ticketListSchema,
          empty: [],
          send: (api, init) =>
            api.GET('/contacts/{contactId}/tickets', {
              params: {
                path: { contactId },
                query: { departmentId, sortBy: '-createdTime', limit: listPage, ...paging(from) },
              },
              ...init,
            }),
        },
        options,
      );

  async function listRecentlyModified(since: string, options?: CallOptions): Promise<DeskResult<Sighting>> {
    const until = new Date(clock.now() + skewMs).toISOString();
    const tickets: Ticket[] = [];
    for (let page = 0; page < pagesMax; page += 1) {
      const result = await search(
        {
          // In all departments: agents move tickets on, and each needs an answer from there.
          modifiedTimeRange: `${since},${until}`,
          sortBy: 'modifiedTime',
          limit: searchPage,
          // Searches count from 0 (§3.3).
          ...paging(page === 0 ? undefined : page * searchPage),
        },
        options,
      );
      if (!result.ok) {
        // What was read until then is not thrown away when the time for all pages is up.
        return page > 0 && options?.signal?.aborted ? succeed({ tickets, complete: false }) : result;
      }
      tickets.push(...result.value);
      if (result.value.length < searchPage) {
        return succeed({ tickets, complete: true });
      }
    }
    return succeed({ tickets, complete: false });
  }

  async function searchReference(reference: string, options?: CallOptions): Promise<DeskResult<Sighting>> {
    if (referenceField !== null && takesCustomField) {
      const byField = await search({ customField1: `${referenceField}:${reference}`, limit: 10 }, options);
      const isRefused = !byField.ok && byField.failure.status === 422;
      takesCustomField = !isRefused;
      // A portal that refused the field has the reference in the description only.
      if (!isRefused && (!byField.ok || byField.value.length > 0)) {
        return toSighting(byField);
      }
    }
    const anywhere = await search({ _all: reference, limit: 10 }, options);
    return !anywhere.ok && anywhere.failure.status === 422
      ? succeed({ tickets: [], complete: false })
      : toSighting(anywhere);
  }

  async function findByNumber(ticketNumber: string, options?: CallOptions): Promise<DeskResult<Ticket | null>> {
    const result = await search({ ticketNumber, limit: 10 }, options);
    return result.ok ? succeed(result.value.find((ticket) => ticket.ticketNumber === ticketNumber) ?? null) : result;
  }

  return { listCreatedIn, listOfContact, listRecentlyModified, searchReference, findByNumber };
}

const paging = (from: number | undefined) => (from === undefined ? {} : { from });

function toSighting(result: DeskResult<readonly Ticket[]>): DeskResult<Sighting> {
  return result.ok ? succeed({ tickets: result.value, complete: true }) : result;
}

import { htmlToText } from '../body/text.ts';
import type { CallOptions, Desk, ReferenceHint, ReferenceLookup, Sighting, Ticket } from '../desk.ts';
import { type DeskResult, succeed } from '../failure.ts';
import type { DeskContext } from './context.ts';
import { remaining } from './context.ts';

/** Tickets of a list that are read one by one to see their custom fields; with more the list proves nothing. */
const candidatesMax = 25;

type Lookups = Pick<Desk, 'searchReference' | 'listCreatedSince' | 'listOfContact' | 'getTicket'>;

/**
 * Finds the ticket that carries our reference, in the custom field or at the end of the description (desk-api.md §8).
 * First the index; what it does not know yet is looked for in the list of recent tickets, whose candidates are read one
 * by one since lists do not show custom fields.
 */
export function createFindByReference(context: DeskContext, lookups: Lookups): Desk['findByReference'] {
  const { clock, referenceField } = context;

  return async (reference, hint, options = {}) => {
    const startedAt = clock.now();
    const rest = () => remaining(options, clock, startedAt);
    const indexed = await lookups.searchReference(reference, options);
    if (!indexed.ok) {
      return indexed;
    }
    const byIndex = await pick(reference, indexed.value, rest);
    if (!byIndex.ok || byIndex.value.matches.length > 0) {
      return byIndex.ok ? succeed(toFound(byIndex.value.matches, 'index')) : byIndex;
    }
    const listed = await list(hint, rest);
    if (!listed.ok) {
      return listed;
    }
    const byList = await pick(reference, narrow(listed.value, hint), rest);
    if (!byList.ok) {
      return byList;
    }
    if (byList.value.matches.length > 0) {
      return succeed(toFound(byList.value.matches, 'list'));
    }
    const evidence = byList.value.complete
      ? 'list'
      : indexed.value.complete && byIndex.value.complete
        ? 'index'
        : 'none';
    return succeed({ found: false, evidence });
  };

  async function list(hint: ReferenceHint, rest: () => CallOptions): Promise<DeskResult<Sighting>> {
    const recent = await lookups.listCreatedSince(hint.createdAfter, rest());
    if (!recent.ok || recent.value.complete || hint.contactEmail === undefined) {
      return recent;
    }
    return lookups.listOfContact(hint.contactEmail, hint.createdAfter, rest());
  }

  /** Those that carry the reference. A ticket that does not show its fields is read. */
  async function pick(
    reference: string,
    sighting: Sighting,
    rest: () => CallOptions,
  ): Promise<DeskResult<{ readonly matches: readonly Ticket[]; readonly complete: boolean }>> {
    const matches: Ticket[] = [];
    for (const ticket of sighting.tickets.slice(0, candidatesMax)) {
      const whole = showsReference(ticket) ? succeed(ticket) : await lookups.getTicket(ticket.id, rest());
      if (!whole.ok && whole.failure.kind !== 'not_found') {
        return whole;
      }
      if (whole.ok && carries(whole.value, reference)) {
        matches.push(whole.value);
      }
    }
    return succeed({ matches, complete: sighting.complete && sighting.tickets.length <= candidatesMax });
  }

  function showsReference(ticket: Ticket): boolean {
    return ticket.description !== null && (referenceField === null || ticket.customFields !== null);
  }

  function carries(ticket: Ticket, reference: string): boolean {
    const inField = referenceField !== null && ticket.customFields?.[referenceField] === reference;
    return inField || endsWithReference(ticket.description ?? '', reference);
  }
}

/** Agents and the portal's templates may add to a description, so the last part of it counts as its end. */
function endsWithReference(description: string, reference: string): boolean {
  return htmlToText(description).slice(-400).includes(reference);
}

/**
 * A list that is too long to read ticket by ticket is narrowed to the customer's address; a ticket shows its contact's
 * address unless somebody changed it.
 */
function narrow(sighting: Sighting, { contactEmail }: ReferenceHint): Sighting {
  const wanted = contactEmail?.toLowerCase();
  if (wanted === undefined || sighting.tickets.length <= candidatesMax) {
    return sighting;
  }
  const tickets = sighting.tickets.filter((ticket) => ticket.email === null || ticket.email.toLowerCase() === wanted);
  return { ...sighting, tickets };
}

/** Several are possible after a fault of the past: the lowest ticket number is the one to keep (§8, 5). */
function toFound(matches: readonly Ticket[], evidence: 'index' | 'list'): ReferenceLookup {
  const [ticket, ...others] = matches.toSorted((a, b) => compareNumbers(a.ticketNumber, b.ticketNumber));
  return ticket === undefined ? { found: false, evidence } : { found: true, ticket, evidence, others };
}

function compareNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

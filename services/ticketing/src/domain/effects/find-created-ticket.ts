import type { DeskTicket, TimeWindow } from '../../ports.ts';
import { fromHtml, toSingleLine } from '../desk-text.ts';
import type { Finding, GuardedDesk, Search } from '../effect.ts';
import type { WorkSettings } from '../settings.ts';

/** What the ticket looks like that we look for. */
export interface WantedTicket {
  readonly reference: string;
  readonly subject: string;
  readonly email: string | undefined;
  /** API name of the custom field that holds the reference; null without one. */
  readonly referenceField: string | null;
}

/** Lists show tickets in part: so many of the likely ones are read in full. */
const readInFullMax = 20;
/** When no list reaches far enough back, the index alone decides, but only after this long. */
const indexAloneAfterMs = 3_600_000;

/**
 * Looks for tickets that carry our reference: in the plain lists, which are near real time, and in the search index,
 * which lags behind by minutes and is only asked once it may know (zoho-desk.md §3.4, §8). All of them, lowest number first.
 */
export async function findCreatedTickets(
  desk: GuardedDesk,
  wanted: WantedTicket,
  search: Search,
  settings: WorkSettings,
): Promise<Finding<readonly DeskTicket[]>> {
  const window = {
    since: new Date(search.firstSentAt - settings.clockSkewMs),
    until: new Date(search.sentAt + settings.callTimeoutMs + settings.clockSkewMs),
  };
  const age = search.now - search.sentAt;
  const found = new Map<string, DeskTicket>();
  /** How many that may be ours were not read. */
  const collect = async (tickets: readonly DeskTicket[]): Promise<number> => {
    const { ours, unread } = await keepOurs(desk, wanted, tickets);
    for (const ticket of ours) found.set(ticket.id, ticket);
    return unread;
  };
  const recent = await desk.listCreatedIn(window);
  let nearRealTime = (await collect(recent.tickets)) === 0 && recent.conclusive;
  if (!nearRealTime && wanted.email !== undefined) {
    const ofContact = await desk.listOfContact(wanted.email, window);
    nearRealTime = (await collect(ofContact.tickets)) === 0 && ofContact.conclusive;
  }
  if (found.size === 0 && age < settings.indexAfterMs && (nearRealTime || !search.isLast)) return { kind: 'absent' };
  if (found.size === 0 || search.isLast) {
    const indexed = await desk.searchReference(wanted.reference);
    // The index knows no window of its own: a customer's later mail may quote all of ours, reference and all.
    await collect(indexed.tickets.filter((ticket) => isIn(window, ticket)));
    if (!nearRealTime && !(indexed.conclusive && age >= indexAloneAfterMs) && found.size === 0) {
      return {
        kind: 'inconclusive',
        why: 'neither the list of recent tickets nor the search could rule the ticket out',
      };
    }
  }
  return found.size === 0 ? { kind: 'absent' } : { kind: 'found', value: [...found.values()].sort(byNumber) };
}

function isIn({ since, until }: TimeWindow, { createdTime }: DeskTicket): boolean {
  const at = Date.parse(createdTime ?? '');
  return Number.isNaN(at) || (at >= since.getTime() && at <= until.getTime());
}

async function keepOurs(
  desk: GuardedDesk,
  wanted: WantedTicket,
  tickets: readonly DeskTicket[],
): Promise<{ readonly ours: readonly DeskTicket[]; readonly unread: number }> {
  const ours: DeskTicket[] = [];
  let candidates = 0;
  for (const ticket of tickets) {
    if (carriesReference(ticket, wanted)) ours.push(ticket);
    else if (mayBeOurs(ticket, wanted)) {
      candidates += 1;
      if (candidates > readInFullMax) continue;
      const whole = await desk.getTicket(ticket.id);
      if (whole !== null && carriesReference(whole, wanted)) ours.push(whole);
    }
  }
  return { ours, unread: Math.max(0, candidates - readInFullMax) };
}

function carriesReference(ticket: DeskTicket, wanted: WantedTicket): boolean {
  const { reference } = wanted;
  const shown = shownReference(ticket, wanted);
  if (shown) return shown === reference;
  // The line with which our descriptions end, give or take what a portal adds: a customer's own mail may quote the bare
  // reference.
  return fromHtml(ticket.description ?? '')
    .slice(-400)
    .includes(`Reference: ${reference}`);
}

/** A ticket shown in part, with our subject or the customer's address and no sign of another request's reference. */
function mayBeOurs(ticket: DeskTicket, wanted: WantedTicket): boolean {
  const { subject, email } = wanted;
  const isWhole = ticket.description !== null && ticket.description !== '';
  const isHers = email !== undefined && ticket.email?.toLowerCase() === email.toLowerCase();
  return (
    !shownReference(ticket, wanted) && !isWhole && (isHers || toSingleLine(ticket.subject) === toSingleLine(subject))
  );
}

/** In the custom field; falsy where there is none, or the list leaves it out. */
function shownReference({ customFields }: DeskTicket, { referenceField }: WantedTicket) {
  return referenceField === null ? undefined : customFields[referenceField];
}

function byNumber(left: DeskTicket, right: DeskTicket): number {
  return numberOf(left) - numberOf(right) || left.id.localeCompare(right.id);
}

function numberOf(ticket: DeskTicket): number {
  return Number(ticket.ticketNumber.replaceAll(/\D/gu, '') || 0);
}

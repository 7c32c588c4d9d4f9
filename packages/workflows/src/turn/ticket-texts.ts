import { type Turn, workflowOf } from '../flow/turn.ts';
import type { KnownTicket } from '../state/state-schema.ts';

/** Says that the request is logged: number, id, who was told, where updates go, how long it takes. */
export function describeTicket({ context, state }: Pick<Turn, 'context' | 'state'>, ticket: KnownTicket): string {
  const { settings } = context;
  const number = `ticket #${ticket.number} (id ${ticket.ticketId})`;
  const updates =
    ticket.email === null
      ? `For updates, mention that number to ${settings.supportEmail}.`
      : `Updates go to ${ticket.email}.`;
  if (ticket.outcome === 'resolved')
    return `I logged this as ${number} and closed it, so there is a record. ${ticket.email === null ? '' : `A copy goes to ${ticket.email}.`}`.trim();
  const expected = ticket.expected === null ? '' : ` Expected time: ${ticket.expected}.`;
  if (ticket.outcome === 'awaiting_approval') {
    // Who that is, is for her company's people only.
    const who =
      state.identity.verified === null || ticket.approver === null ? 'your point of contact' : ticket.approver;
    return `Your request is logged as ${number}. The ${ticket.team} team has been told, and ${who} has been asked for approval. ${updates}${expected}`;
  }
  return `Your request is logged as ${number}. The ${ticket.team} team has been told. ${updates}${expected}`;
}

/** A run that has its ticket already went on: what is new stands there, too. */
export function describeUpdate(ticket: KnownTicket): string {
  const known = ticket.number === null ? `the reference ${ticket.reference ?? 'you have'}` : `ticket #${ticket.number}`;
  return ticket.outcome === 'resolved'
    ? `I noted it on ${known} and closed that.`
    : `I added it to ${known}. The ${ticket.team} team sees it there.`;
}

/** Beside a hand-over: the ticket is there, how long it takes is up to the person now. */
export function describeEscalated(ticket: KnownTicket): string {
  const known =
    ticket.status === 'created'
      ? `as ticket #${ticket.number} (id ${ticket.ticketId})`
      : `under the reference ${ticket.reference}`;
  return `Your request is logged ${known}, so nothing gets lost.${ticket.email === null ? '' : ` Updates go to ${ticket.email}.`}`;
}

/** The desk is slow or down: our reference, and the promise that the number follows. */
export function promiseTicket({ context }: Pick<Turn, 'context'>, ticket: KnownTicket): string {
  const { settings } = context;
  const where =
    ticket.email === null ? `here, or on request from ${settings.supportEmail}` : `here and to ${ticket.email}`;
  const expected = ticket.expected === null ? '' : ` Expected time: ${ticket.expected}.`;
  if (ticket.status === 'failed')
    return `Your request is safe with us under the reference ${ticket.reference}. Our ticket system did not take it, so the team has been told by e-mail and works from that.${expected}`;
  return `Your request is logged under the reference ${ticket.reference} and the team will get it. Our ticket system is a little slow right now: the ticket number follows ${where}.${expected}`;
}

/** For a push into the chat, once the promised number is there. */
export function lateNumber(turn: Pick<Turn, 'library'>, ticket: KnownTicket): string {
  const { definition } = workflowOf(turn, ticket.workflow);
  return `Your ticket number for "${definition.name}" is #${ticket.number} (id ${ticket.ticketId}). It belongs to the reference ${ticket.reference}.`;
}

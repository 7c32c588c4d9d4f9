import { provenPerson } from '../flow/proof.ts';
import { type Turn, workflowOf } from '../flow/turn.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { expectedFromNow } from './due.ts';

/** Says that the request is logged: number, id, who was told, where updates go, how long it takes. */
export function describeTicket(turn: Pick<Turn, 'context' | 'state' | 'words'>, known: KnownTicket): string {
  const { words, context } = turn;
  const { team, email, approver } = known;
  const ticket = words('request.number', { number: String(known.number) });
  if (known.outcome === 'resolved') return words('ticket.logged_solved', { ticket, ...mailOf(known) });
  const updates =
    email === null
      ? words('ticket.updates_at', { email: context.settings.supportEmail })
      : words('ticket.updates_to', { email });
  const told = { ticket, team, updates, ...timeOf(turn, known) };
  if (known.outcome !== 'awaiting_approval') return words('ticket.logged', told);
  // Who that is, and whether we know it, is for her company's people only.
  const named = provenPerson(turn) !== null && approver !== null;
  return words('ticket.logged_approval', { ...told, named, approver: named ? approver : '' });
}

/** Parameters of the sentences that say how long it takes, and that it is known to press. */
export const timeOf = (turn: Pick<Turn, 'context' | 'words'>, { expected, urgent }: KnownTicket) => ({
  timed: expected !== null,
  expected: expected === null ? '' : expectedFromNow(turn, expected),
  urgent,
});
/** Parameters of the sentence that says where mails go. */
const mailOf = ({ email }: KnownTicket) => ({ mailed: email !== null, email: email ?? '' });

/** "ticket #123", or "reference AB-1" as long as it has no number. */
export function shortName({ words }: Pick<Turn, 'words'>, { number, reference }: KnownTicket): string {
  if (number !== null) return words('request.number', { number });
  return words('request.reference_short', { reference: reference ?? '' }).trim();
}

/** "as ticket #123", or "under the reference AB-1"; `unknown` stands for a reference that is not there. */
export function whereLogged(
  { words }: Pick<Turn, 'words'>,
  ticket: KnownTicket | undefined,
  unknown: 'request.unknown_reference' | 'request.being_assigned',
): string {
  if (ticket?.number != null) return words('request.as_number', { number: ticket.number });
  return words('request.under_reference', { reference: ticket?.reference ?? words(unknown) });
}

/** A run that has its ticket already went on: what is new stands there, too. */
export function describeUpdate({ words }: Pick<Turn, 'words'>, known: KnownTicket): string {
  const { number, team } = known;
  const ticket =
    number === null
      ? words('request.reference', { reference: known.reference ?? words('request.unknown_reference') })
      : words('request.number', { number });
  return known.outcome === 'resolved'
    ? words('ticket.noted_closed', { ticket })
    : words('ticket.added', { ticket, team });
}

/** Beside a hand-over: the ticket is there, how long it takes is up to the person now. */
export function describeEscalated({ words }: Pick<Turn, 'words'>, ticket: KnownTicket): string {
  const known =
    ticket.status === 'created'
      ? words('request.as_number', { number: String(ticket.number) })
      : words('request.under_reference', { reference: String(ticket.reference) });
  return words('ticket.logged_escalated', { known, ...mailOf(ticket) });
}

/** The desk is slow or down: our reference, and the promise that the number follows. */
export function promiseTicket(turn: Pick<Turn, 'context' | 'words'>, ticket: KnownTicket): string {
  const { context, words } = turn;
  const promise = { reference: String(ticket.reference), ...timeOf(turn, ticket) };
  if (ticket.status === 'failed') return words('ticket.not_taken', promise);
  return words('ticket.promised', { ...promise, ...mailOf(ticket), support: context.settings.supportEmail });
}

/** For a push into the chat, once the promised number is there. */
export function lateNumber(turn: Pick<Turn, 'library' | 'words'>, ticket: KnownTicket): string {
  const { name } = workflowOf(turn, ticket.workflow).definition;
  const [number, reference] = [String(ticket.number), String(ticket.reference)];
  return turn.words('ticket.late_number', { name, number, reference });
}

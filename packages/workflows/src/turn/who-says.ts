import { accountNames, addressOf, proofOf, provenMailbox } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import { nextEffectId, noteOnTicket, type Turn, workflowOf } from '../flow/turn.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';
import { describeIdentity, identityWords } from './describe-identity.ts';
import { runOfTicket } from './run-of-ticket.ts';

/**
 * Whether the person in the chat may hear about this ticket of it and have its state changed: where identity matters, only
 * under the address that it was opened for. Another address is another person.
 */
export function isHers(turn: Turn, ticket: KnownTicket): boolean {
  const { verification } = workflowOf(turn, ticket.workflow).definition;
  return verification === 'none' || ticket.email === null || sameAddress(ticket.email, addressOf(turn));
}

/** The newest ticket that the person in the chat may hear about. */
export const newestOfHers = (turn: Turn): KnownTicket | undefined =>
  turn.state.tickets.findLast((ticket) => isHers(turn, ticket));

export function ticketOf(turn: Turn, run: Run): KnownTicket | undefined {
  return turn.state.tickets.find(({ runId }) => runId === run.id);
}

/** The run's ticket, if it has one, belongs to somebody else by now. */
export function isForeignRun(turn: Turn, run: Run): boolean {
  const ticket = ticketOf(turn, run);
  return ticket !== undefined && !isHers(turn, ticket);
}

/** A note of what the customer said, which tells first whether it is proven to come from her. */
export function noteOfCustomer(turn: Turn, ticket: KnownTicket, text: string, name?: string): void {
  const line = whoSays(turn, ticket);
  noteOnTicket(turn, ticket.runId, line === null ? text : `${line}\n${text}`, name);
}

/** The first line of such a note; null where there is nothing to tell, since no identity was ever asked for. */
export function whoSays(turn: Turn, ticket: KnownTicket): string | null {
  const { verification } = workflowOf(turn, ticket.workflow).definition;
  if (ticket.email === null || sameAddress(ticket.email, addressOf(turn))) {
    if (verification === 'none') return null;
    if (provenMailbox(turn) === null)
      return turn.team('team.identity.no_code_here', { identity: identityWords(turn, 'not verified') });
    const run = runOfTicket(turn, ticket);
    return run === undefined ? identityWords(turn, 'mailbox only') : describeIdentity(turn, run);
  }
  const address = addressOf(turn) ?? turn.team('team.identity.nowhere');
  const identity = identityWords(turn, 'not verified');
  return turn.team('team.identity.other_address', { identity, address });
}

/**
 * Brings what the ticket says of the customer's identity up to date. What was proven for other accounts than those of the
 * ticket never raises it: whoever acts on the ticket would believe it of the first ones.
 */
export function updateProof(turn: Turn, ticket: KnownTicket, run: Run): void {
  if (workflowOf(turn, run.workflow).definition.verification === 'none') return;
  const proof = isHers(turn, ticket) ? proofOf(turn, run) : 'not verified';
  const before = ticket.proof ?? 'verified';
  const isRaise = rank[proof] > rank[before];
  if (proof === before || (isRaise && accountNames(turn, run).join() !== ticket.accounts.join())) return;
  ticket.proof = proof;
  turn.effects.push({ id: nextEffectId(turn, 'proof'), awaited: false, kind: 'proof', runId: run.id, proof });
}

const rank = { 'not verified': 0, 'mailbox only': 1, verified: 2 } as const;

import type { EffectResult } from '../engine-types.ts';
import { activeRun, nextEffectId, noteOnTicket, say, type Turn, workflowOf } from '../flow/turn.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { runOfApproval } from './approval-effect.ts';
import { awaitingTicket } from './events.ts';
import { askFollowUp } from './follow-up.ts';
import { addressOf, codeSent, leaveUnverified, startVerification, wrongMax } from './identity.ts';
import { connecting, toPerson } from './person.ts';
import { proceed } from './proceed.ts';
import { describeEscalated, describeTicket, lateNumber, promiseTicket } from './ticket-texts.ts';

/** The outcome of an effect of an earlier step. Texts of a late one are pushed into the chat. */
export function onResult(turn: Turn, effectId: string, result: EffectResult): void {
  switch (result.kind) {
    case 'ticket':
      onTicket(turn, effectId, result);
      return;
    case 'code':
      onCodeSent(turn, result.outcome);
      return;
    case 'verification':
      onVerification(turn, result.outcome, result.triesLeft);
      return;
    case 'approval':
      if (result.outcome === 'failed') approvalNotSent(turn, effectId);
      return;
    case 'failed':
      onFailure(turn);
      return;
    case 'done':
      return;
  }
}

function onTicket(turn: Turn, effectId: string, result: Extract<EffectResult, { kind: 'ticket' }>): void {
  const ticket = turn.state.tickets.find((known) => `${known.runId}:ticket` === effectId);
  if (ticket === undefined || ticket.status === 'created') return;
  const inTurn = ticket.status === 'sending';
  ticket.reference = result.reference;
  if (result.outcome === 'created')
    Object.assign(ticket, { status: 'created', number: result.ticketNumber, ticketId: result.ticketId });
  else ticket.status = result.outcome;
  if (inTurn) {
    closeTurn(turn, ticket);
    return;
  }
  if (result.outcome !== 'created' || turn.state.session === 'closed' || ticket.outcome === 'abandoned') return;
  if (turn.state.holder === 'bot') say(turn, lateNumber(turn, ticket));
  else ticket.untold = true;
}

/** The words that end the turn in which the run ended. */
function closeTurn(turn: Turn, ticket: KnownTicket): void {
  const { state } = turn;
  say(turn, ...state.held);
  state.held = [];
  const info = ticket.status === 'created' ? describeTicket(turn, ticket) : promiseTicket(turn, ticket);
  if (state.holder === 'person') {
    turn.action = 'forward';
    say(turn, `${connecting} ${describeEscalated(ticket)}`);
    return;
  }
  if (ticket.say !== null) say(turn, ticket.say);
  say(turn, info);
  askFollowUp(turn);
}

function onCodeSent(turn: Turn, outcome: 'sent' | 'limited' | 'failed'): void {
  const { state } = turn;
  if (state.pending?.kind !== 'code') return;
  const run = activeRun(state);
  say(turn, ...state.held);
  state.held = [];
  if (outcome === 'sent') {
    const address = addressOf(turn);
    if (address !== null) say(turn, codeSent(address));
    return;
  }
  const note = outcome === 'limited' ? 'No more codes could be sent (limit reached).' : 'The code could not be sent.';
  leaveUnverified(turn, note);
  say(
    turn,
    "I could not send you a code just now. That won't hold up your request: a colleague will confirm with you before anything is changed.",
  );
  if (run !== null) proceed(turn, run);
}

function onVerification(turn: Turn, outcome: 'verified' | 'wrong' | 'spent', triesLeft: number): void {
  const { state } = turn;
  const run = activeRun(state);
  const { identity } = state;
  if (outcome === 'verified') {
    identity.verified = identity.sentTo;
    identity.status = identity.verified === null ? 'unknown' : 'open';
    state.pending = null;
    state.session = 'active';
    say(turn, "Thank you, that's confirmed.");
    if (run !== null) proceed(turn, run);
    return;
  }
  if (outcome === 'spent' && identity.wrong === 0) {
    say(turn, 'That code is no longer valid.');
    if (!startVerification(turn) && run !== null) proceed(turn, run);
    return;
  }
  identity.wrong += 1;
  if (outcome === 'spent' || identity.wrong >= wrongMax || triesLeft <= 0) {
    failIdentity(turn);
    return;
  }
  const left = Math.min(triesLeft, wrongMax - identity.wrong);
  say(
    turn,
    `That code does not match. Please check the newest e-mail and try again (${left === 1 ? 'one try' : `${left} tries`} left). If nothing arrived, write "resend".`,
  );
}

/** Three wrong codes: a person takes over, and the ticket says why (workflows.md, "Identity"). */
function failIdentity(turn: Turn): void {
  const { identity } = turn.state;
  identity.status = 'failed';
  identity.note ??= 'The one-time code was entered wrongly too often.';
  turn.state.pending = null;
  say(turn, 'I could not confirm that it is you, so a colleague has to take it from here.');
  const reason = `Identity check failed: ${identity.wrong} wrong codes. Verify the customer before doing anything.`;
  toPerson(turn, { reason, step: { end: 'escalated', tags: ['identity_failed'], notes: [] } });
}

/** A code that could not be checked is not a wrong one; the customer may try again, then goes on unverified. */
function onFailure(turn: Turn): void {
  const { state } = turn;
  const run = activeRun(state);
  if (state.pending?.kind !== 'code' || run === null || run.asked === null) return;
  run.asked.tries += 1;
  if (run.asked.tries < 2) {
    say(turn, 'I could not check the code just now. Please send it once more.');
    return;
  }
  leaveUnverified(turn, 'The code could not be checked.');
  say(turn, "I still can't check codes at the moment. A colleague will confirm with you before anything is changed.");
  proceed(turn, run);
}

function approvalNotSent(turn: Turn, effectId: string): void {
  const ticket = awaitingTicket(turn.state, runOfApproval(effectId));
  if (ticket === undefined) return;
  const { definition } = workflowOf(turn, ticket.workflow);
  const text = `The request for approval (${effectId}) could not be sent. Please obtain the POC's approval for "${definition.name}" by hand.`;
  noteOnTicket(turn, ticket.runId, text);
  turn.effects.push({
    id: nextEffectId(turn, 'status'),
    awaited: false,
    kind: 'status',
    runId: ticket.runId,
    status: 'Open',
  });
}

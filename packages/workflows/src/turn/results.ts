import type { EffectResult } from '../engine-types.ts';
import { addressOf } from '../flow/proof.ts';
import { activeRun, nextEffectId, noteOnTicket, say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { runOfApproval } from './approval-effect.ts';
import { leaveEarlier, tellEarlier } from './earlier.ts';
import { awaitingTicket } from './events.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { awaitedCode, leaveUnverified, startVerification, tellCodeSent, wrongMax } from './identity.ts';
import { toPerson } from './person.ts';
import { proceed } from './proceed.ts';
import { describeEscalated, describeTicket, lateNumber, promiseTicket } from './ticket-texts.ts';
import { isHers } from './who-says.ts';

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
  if (!isHers(turn, ticket)) return;
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
    tell(turn, 'ways.connecting_logged', {
      connecting: turn.words('ways.connecting'),
      logged: describeEscalated(turn, ticket),
    });
    return;
  }
  if (ticket.say !== null) say(turn, ticket.say);
  say(turn, info);
  askFollowUp(turn);
}

function onCodeSent(turn: Turn, outcome: 'sent' | 'limited' | 'failed'): void {
  const { state } = turn;
  const frame = awaitedCode(state);
  if (frame === null) return;
  const run = activeRun(state);
  say(turn, ...state.held);
  state.held = [];
  if (outcome === 'sent') {
    const address = addressOf(turn);
    if (address !== null) tellCodeSent(turn, address);
    return;
  }
  leaveUnverified(turn, outcome === 'limited' ? 'team.identity.limit' : 'team.identity.not_sent');
  if (frame.kind === 'status_code') {
    leaveEarlier(turn);
    return;
  }
  tell(turn, 'identity.not_sent');
  if (run !== null) proceed(turn, run);
}

function onVerification(turn: Turn, outcome: 'verified' | 'wrong' | 'spent', triesLeft: number): void {
  const { state } = turn;
  const run = activeRun(state);
  const { identity } = state;
  const frame = awaitedCode(state);
  if (outcome === 'verified') {
    identity.mailbox = identity.sentTo;
    identity.status = 'open';
    state.pending = null;
    state.session = 'active';
    tell(turn, 'identity.confirmed');
    if (frame?.kind === 'status_code') tellEarlier(turn, frame);
    if (run !== null) proceed(turn, run);
    else {
      state.session = state.tickets.length > 0 ? 'ticket' : 'new';
      followUp(turn);
      askFollowUp(turn);
    }
    return;
  }
  if (outcome === 'spent' && identity.wrong === 0) {
    tell(turn, 'identity.spent');
    if (startVerification(turn, frame ?? { kind: 'code' })) return;
    if (frame?.kind === 'status_code') leaveEarlier(turn);
    else if (run !== null) proceed(turn, run);
    return;
  }
  identity.wrong += 1;
  if (outcome === 'spent' || identity.wrong >= wrongMax || triesLeft <= 0) {
    if (frame?.kind === 'status_code') failProof(turn);
    else failIdentity(turn);
    return;
  }
  tell(turn, 'identity.wrong', { left: Math.min(triesLeft, wrongMax - identity.wrong) });
}

/** Three wrong codes: a person takes over, and the ticket says why (workflows.md, "Identity"). */
function failIdentity(turn: Turn): void {
  const { identity } = turn.state;
  identity.status = 'failed';
  identity.note ??= turn.team('team.identity.wrong_too_often');
  turn.state.pending = null;
  tell(turn, 'identity.failed');
  const reason = turn.team('team.reason.identity', { wrong: identity.wrong });
  toPerson(turn, { reason, step: { end: 'escalated', tags: ['identity_failed'], notes: [] } });
}

/** The same for how an earlier request stands: nothing is told, and no ticket is made of it. */
function failProof(turn: Turn): void {
  const { identity } = turn.state;
  identity.status = 'failed';
  identity.note ??= turn.team('team.identity.wrong_too_often');
  leaveEarlier(turn);
}

/** A code that could not be checked is not a wrong one; the customer may try again, then goes on unverified. */
function onFailure(turn: Turn): void {
  const { state } = turn;
  const run = activeRun(state);
  if (state.pending?.kind === 'status_code') {
    leaveEarlier(turn);
    return;
  }
  if (state.pending?.kind !== 'code' || run === null || run.asked === null) return;
  run.asked.tries += 1;
  if (run.asked.tries < 2) {
    tell(turn, 'identity.not_checked');
    return;
  }
  leaveUnverified(turn, 'team.identity.not_checked');
  tell(turn, 'identity.cannot_check');
  proceed(turn, run);
}

function approvalNotSent(turn: Turn, effectId: string): void {
  const ticket = awaitingTicket(turn.state, runOfApproval(effectId));
  if (ticket === undefined) return;
  const { definition } = workflowOf(turn, ticket.workflow);
  noteOnTicket(turn, ticket.runId, turn.team('team.approval_not_sent', { id: effectId, name: definition.name }));
  turn.effects.push({
    id: nextEffectId(turn, 'status'),
    awaited: false,
    kind: 'status',
    runId: ticket.runId,
    status: 'Open',
  });
}

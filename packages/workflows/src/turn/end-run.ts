import { quoted, type SessionState } from '@acebuddy/contracts';
import type { EndStep } from '../definition/step-schema.ts';
import type { TicketRequest } from '../engine-types.ts';
import { accountNames, proofOf, provenMailbox } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import { fill } from '../flow/templates.ts';
import { answerOf, hold, nextEffectId, say, type Turn, tell } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';
import { codeInDigits } from '../slots/parse-contact.ts';
import { type KnownTicket, type Run, ticketsMax } from '../state/state-schema.ts';
import { type ApprovalPlan, planApproval, requestApproval } from './approval.ts';
import { describeIdentity } from './describe-identity.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { requestCall } from './request-call.ts';
import { reviseTo } from './revise-ticket.ts';
import { expectedOf, type Outcome, toTicketRequest } from './ticket-request.ts';
import { describeUpdate } from './ticket-texts.ts';
import { circumstancesOf, isUrgent } from './ticket-words.ts';
import { waysAfterTicket } from './ways.ts';
import { isForeignRun, noteOfCustomer, ticketOf, updateProof } from './who-says.ts';

export interface EndOptions {
  readonly outcome: Outcome;
  readonly step: EndStep;
  /** Whether the number belongs into this turn's answer. */
  readonly awaited: boolean;
  /** What comes next in the chat is decided by the caller. */
  readonly quiet?: boolean;
}

/** Ends a run: its one ticket (or, when it has one already, what is new about it), and the question what is next. */
export function endRun(turn: Turn, run: Run, options: EndOptions): void {
  const plan = planApproval(turn, run, options.outcome, options.step);
  const { outcome } = plan;
  run.ended = outcome;
  run.asked = null;
  if (run === turn.state.run) {
    turn.state.session = outcome satisfies SessionState;
    turn.state.pending = null;
  }
  if (run.addTo !== null) {
    if (outcome === 'ticket' && mayAdd(turn, run.addTo)) {
      addToTicket(turn, run, run.addTo);
      return;
    }
    // Not hers, as far as anybody knows, or not what she agreed to: a request of its own, and no word about the other one.
    run.addTo = null;
  }
  const updating = run.ticketed;
  if (updating) updateTicket(turn, run, plan);
  else createTicket(turn, run, plan, options.awaited);
  if (plan.approver !== null) requestApproval(turn, run, plan.step, plan.approver);
  requestCall(turn, run, updating ? ticketOf(turn, run) : undefined);
  attachFiles(turn, run);
  if (options.quiet === true) return;
  if (plan.step.ways === true) turn.state.pending = waysAfterTicket(turn);
  else followUp(turn);
  if (updating) tellUpdate(turn, run);
}

/** A ticket that is only added to has nothing to wait for: the turn ends with these words. */
function tellUpdate(turn: Turn, run: Run): void {
  const ticket = ticketOf(turn, run);
  if (ticket !== undefined) say(turn, ticket.say ?? '', describeUpdate(turn, ticket));
  askFollowUp(turn);
}

function createTicket(turn: Turn, run: Run, plan: ApprovalPlan, awaited: boolean): void {
  const { outcome, step, approver } = plan;
  const ticket = ticketRequest(turn, run, plan);
  const urgent = outcome !== 'resolved' && isUrgent(circumstancesOf(turn, run));
  if (awaited) hold(turn);
  turn.effects.push({ id: `${run.id}:ticket`, awaited, kind: 'createTicket', runId: run.id, ticket });
  run.ticketed = true;
  turn.state.untold = [];
  turn.state.unsaid = false;
  remember(turn, {
    runId: run.id,
    workflow: run.workflow,
    outcome,
    status: awaited ? 'sending' : 'pending',
    number: null,
    ticketId: null,
    reference: null,
    expected: outcome === 'resolved' ? null : expectedOf(turn, run, step),
    say: step.say === undefined ? null : fill(step.say, run, turn),
    email: ticket.customer.email,
    team: ticket.team,
    approver: approver?.name ?? null,
    untold: false,
    urgent,
    asked: false,
    decided: outcome === 'awaiting_approval' && approver === null,
    closedAt: null,
    proof: ticket.verified,
    accounts: accountNames(turn, run),
    notes: [],
    raised: ticket.priority === 'High',
    told: null,
    ledBy: keptWords(turn),
  });
}

const ledByCharsMax = 300;

/** What she wrote last, but no one-time code, typed or dictated: those are kept nowhere. */
function keptWords({ said, language }: Turn): string | null {
  if (said === null) return null;
  const inDigits = codeInDigits(said, language).replaceAll(/(?<=\d)[\s-](?=\d)/g, '');
  return /(?<!\d)\d{6}(?!\d)/.test(inDigits) ? null : bare(said).slice(0, ledByCharsMax);
}

/** Whether these words have led to the ticket already. */
export const hasLedTo = ({ ledBy }: KnownTicket, text: string): boolean =>
  ledBy !== null && ledBy !== '' && ledBy === bare(text).slice(0, ledByCharsMax);

function ticketRequest(turn: Turn, run: Run, { outcome, step, status }: ApprovalPlan): TicketRequest {
  const request = toTicketRequest(turn, run, outcome, step);
  return status === null ? request : { ...request, status };
}

/**
 * The run was given up by silence, has its ticket, and went on: the ticket learns the rest. Under another address than its
 * own that is only a note, which says so.
 */
function updateTicket(turn: Turn, run: Run, plan: ApprovalPlan): void {
  const { outcome, step, approver } = plan;
  const request = ticketRequest(turn, run, plan);
  const known = ticketOf(turn, run);
  const isForeign = isForeignRun(turn, run);
  // What was handed to people at once, or waits for a decision, stays so: a call or a further word does not take it back.
  const isKept = outcome === 'ticket' && (known?.outcome === 'escalated' || known?.outcome === 'awaiting_approval');
  const isClosed = known?.closedAt != null;
  if (known !== undefined) {
    noteOfCustomer(turn, known, turn.team('team.came_back', { description: request.description }));
    updateProof(turn, known, run);
    if (isKept) run.ended = known.outcome;
    else {
      known.outcome = outcome;
      known.expected = outcome === 'resolved' ? null : expectedOf(turn, run, step);
      known.approver = approver?.name ?? null;
      known.decided = outcome === 'awaiting_approval' && approver === null;
    }
    known.say = step.say === undefined ? null : fill(step.say, run, turn);
    if (!isForeign && known.approver === null && outcome !== 'resolved') reviseTo(turn, known, request);
    if (!isForeign) known.closedAt = null;
  }
  if (!isForeign && (!isKept || isClosed))
    turn.effects.push({
      id: nextEffectId(turn, 'status'),
      awaited: false,
      kind: 'status',
      runId: run.id,
      status: isKept && known?.outcome === 'escalated' ? 'Escalated' : request.status,
    });
  turn.effects.push({
    id: nextEffectId(turn, 'transcript'),
    awaited: false,
    kind: 'appendTranscript',
    runId: run.id,
    note: null,
  });
  turn.state.unsaid = false;
}

/** The address that was proven when the other request was opened is proven here and now. */
function mayAdd(turn: Turn, target: NonNullable<Run['addTo']>): boolean {
  const mailbox = provenMailbox(turn);
  return mailbox !== null && sameAddress(target.email, mailbox);
}

function addToTicket(turn: Turn, run: Run, target: { ticketId: string; number: string }): void {
  const details = answerOf(turn, run, 'details')?.t ?? run.firstText;
  const proof = proofOf(turn, run);
  // Mailed to the customer when public: what the directory says of accounts is for the team alone.
  const isPublic = proof === 'verified';
  const who = isPublic ? '' : `${describeIdentity(turn, run)}\n`;
  const text = `${who}${turn.team('team.added_here', { proof, text: quoted(details) })}${nameFiles(turn)}`;
  turn.effects.push({
    id: nextEffectId(turn, 'add'),
    awaited: false,
    kind: 'commentTicket',
    ticketId: target.ticketId,
    text,
    isPublic,
  });
  turn.state.session = 'ticket';
  tell(turn, 'ticket.added_elsewhere', { number: target.number });
  followUp(turn);
  askFollowUp(turn);
}

/** Files for a ticket of another chat stand in the note: only tickets of this one get attachments. */
function nameFiles({ state, team }: Turn): string {
  const lines = state.attachments.map(({ name, url }) =>
    team('team.file', { name: name ?? team('team.file_unnamed'), url: url ?? team('team.file_nowhere') }),
  );
  state.attachments = [];
  return lines.length === 0 ? '' : `\n\n${team('team.files_here', { files: lines.join('\n') })}`;
}

/** What was sent before there was a ticket goes to it. */
export function attachFiles(turn: Turn, run: Run): void {
  const { attachments } = turn.state;
  if (attachments.length === 0) return;
  turn.effects.push({
    id: nextEffectId(turn, 'attach'),
    awaited: false,
    kind: 'attach',
    runId: run.id,
    attachments: [...attachments],
  });
  turn.state.attachments = [];
}

function remember(turn: Turn, ticket: KnownTicket): void {
  turn.state.tickets = [...turn.state.tickets, ticket].slice(-ticketsMax);
}

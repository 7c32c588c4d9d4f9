import type { SessionState } from '@acebuddy/contracts';
import type { EndStep } from '../definition/step-schema.ts';
import { fill } from '../flow/templates.ts';
import { answerOf, hold, nextEffectId, noteOnTicket, say, type Turn } from '../flow/turn.ts';
import { type KnownTicket, type Run, ticketsMax } from '../state/state-schema.ts';
import { approvalEffect } from './approval-effect.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { expectedOf, type Outcome, toTicketRequest } from './ticket-request.ts';
import { describeUpdate } from './ticket-texts.ts';

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
  const approver = options.outcome === 'awaiting_approval' ? approverOf(turn) : null;
  const missingApprover = options.outcome === 'awaiting_approval' && approver === null;
  const outcome = missingApprover ? 'ticket' : options.outcome;
  const step = missingApprover ? withoutApprover(options.step) : options.step;
  run.ended = outcome;
  run.asked = null;
  if (run === turn.state.run) {
    turn.state.session = outcome satisfies SessionState;
    turn.state.pending = null;
  }
  if (run.addTo !== null) {
    addToTicket(turn, run, run.addTo);
    return;
  }
  const updating = run.ticketed;
  if (updating) updateTicket(turn, run, outcome, step);
  else createTicket(turn, run, outcome, step, options.awaited);
  if (approver !== null) requestApproval(turn, run, step, approver);
  requestCall(turn, run);
  attachFiles(turn, run);
  if (options.quiet === true) return;
  followUp(turn);
  if (updating) tellUpdate(turn, run);
}

/** A ticket that is only added to has nothing to wait for: the turn ends with these words. */
function tellUpdate(turn: Turn, run: Run): void {
  const ticket = turn.state.tickets.find((known) => known.runId === run.id);
  if (ticket !== undefined) say(turn, ticket.say ?? '', describeUpdate(ticket));
  askFollowUp(turn);
}

function createTicket(turn: Turn, run: Run, outcome: Outcome, step: EndStep, awaited: boolean): void {
  const ticket = toTicketRequest(turn, run, outcome, step);
  if (awaited) hold(turn);
  turn.effects.push({ id: `${run.id}:ticket`, awaited, kind: 'createTicket', runId: run.id, ticket });
  run.ticketed = true;
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
    approver: outcome === 'awaiting_approval' ? (approverOf(turn)?.name ?? null) : null,
    untold: false,
    decided: false,
  });
}

/** The run was given up by silence, has its ticket, and went on: the ticket learns the rest. */
function updateTicket(turn: Turn, run: Run, outcome: Outcome, step: EndStep): void {
  const request = toTicketRequest(turn, run, outcome, step);
  const known = turn.state.tickets.find((ticket) => ticket.runId === run.id);
  if (known !== undefined) {
    known.outcome = outcome;
    known.expected = outcome === 'resolved' ? null : expectedOf(turn, run, step);
    known.approver = outcome === 'awaiting_approval' ? (approverOf(turn)?.name ?? null) : null;
    known.say = step.say === undefined ? null : fill(step.say, run, turn);
  }
  const text = `The customer came back and went on.\n\n${request.description}`;
  noteOnTicket(turn, run.id, text);
  turn.effects.push(
    { id: nextEffectId(turn, 'status'), awaited: false, kind: 'status', runId: run.id, status: request.status },
    { id: nextEffectId(turn, 'transcript'), awaited: false, kind: 'appendTranscript', runId: run.id, note: null },
  );
  turn.state.unsaid = false;
}

function addToTicket(turn: Turn, run: Run, target: { ticketId: string; number: string }): void {
  const details = answerOf(turn.state, run, 'details')?.t ?? run.firstText;
  const text = `The customer (verified) added in chat:\n${details}`;
  turn.effects.push({
    id: nextEffectId(turn, 'add'),
    awaited: false,
    kind: 'commentTicket',
    ticketId: target.ticketId,
    text,
    isPublic: true,
  });
  turn.state.session = 'ticket';
  turn.texts.push(
    `Done, I added that to your request #${target.number}. The team sees it there and answers by e-mail.`,
  );
  followUp(turn);
  askFollowUp(turn);
}

/** Who decides: the customer's point of contact; one who asks for herself gets the link too, since it costs money. */
export function approverOf({ context }: Turn): { name: string; email: string } | null {
  const { known } = context;
  if (known === null) return null;
  return known.poc ?? (known.isPoc ? { name: known.name, email: known.email } : null);
}

function withoutApprover(step: EndStep): EndStep {
  const action = `Obtain POC approval first: the point of contact is not known. ${step.action ?? ''}`.trim();
  return {
    ...step,
    end: 'ticket',
    action,
    tags: [...step.tags, 'needs_approval'],
    say: 'Your point of contact has to approve this. I could not tell who that is, so the team will ask for the approval.',
  };
}

function requestApproval(turn: Turn, run: Run, step: EndStep, approver: { name: string; email: string }): void {
  const { approval } = step;
  const facts = (approval?.facts ?? []).flatMap((name) => {
    const answer = answerOf(turn.state, run, name);
    return answer === undefined || answer.v === null ? [] : [{ label: labelFor(turn, run, name), value: answer.t }];
  });
  turn.effects.push({
    id: nextEffectId(turn, approvalEffect(run.id)),
    awaited: false,
    kind: 'requestApproval',
    runId: run.id,
    approver,
    subject: fill(approval?.subject ?? '{{workflow.name}} for {{customer.name}}', run, turn),
    facts,
    remindAfterMinutes: turn.context.settings.approvalReminderMinutes,
  });
}

function labelFor(turn: Turn, run: Run, name: string): string {
  return turn.library.get(run.workflow)?.definition.slots[name]?.label ?? name;
}

/** An agreed call is work on the desk, whatever the end. */
function requestCall(turn: Turn, run: Run): void {
  const at = run.slots.callback_time?.v;
  const { phone } = turn.state.profile;
  if (typeof at !== 'string' || phone === null) return;
  const name = turn.library.get(run.workflow)?.definition.name ?? 'Support Request';
  turn.effects.push({
    id: nextEffectId(turn, 'call'),
    awaited: false,
    kind: 'call',
    runId: run.id,
    phone,
    startsAt: at,
    subject: `Call back ${turn.state.profile.name ?? 'the customer'}: ${name}`.slice(0, 250),
    description: `The customer asked in chat to be called on ${phone}, ${run.slots.callback_time?.t ?? ''}.`,
  });
}

function attachFiles(turn: Turn, run: Run): void {
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

import type { EndStep } from '../definition/step-schema.ts';
import type { TicketRequest } from '../engine-types.ts';
import { addressOf, provenPerson, standingOf } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import { customerName, fill } from '../flow/templates.ts';
import { answerOf, nextEffectId, type Turn, workflowOf } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';
import { approvalEffect } from './approval-effect.ts';
import type { Outcome } from './ticket-request.ts';

type Approver = { readonly name: string; readonly email: string };

/** How a run ends once it is clear whether somebody can be asked for approval. */
export interface ApprovalPlan {
  readonly outcome: Outcome;
  readonly step: EndStep;
  /** Who is asked by mail; null: nobody, or nothing is to be approved. */
  readonly approver: Approver | null;
  /** In place of the outcome's own status of the ticket; null keeps that. */
  readonly status: TicketRequest['status'] | null;
}

/**
 * Where nobody can be asked the team obtains the approval. Only who has proved that the directory knows her hears the
 * difference: to everybody else it would tell whether it knows the address.
 */
export function planApproval(turn: Turn, run: Run, outcome: Outcome, step: EndStep): ApprovalPlan {
  if (outcome !== 'awaiting_approval') return { outcome, step, approver: null, status: null };
  if (provenPerson(turn)?.isPoc === true) return ownDecision(turn, run, step);
  const approver = approverOf(turn, run);
  if (approver !== null) return { outcome, step, approver, status: null };
  const byHand = withoutApprover(turn, run, step);
  if (provenPerson(turn) === null || asksForForeigner(turn, run))
    return { outcome, step: byHand, approver: null, status: 'Open' };
  const say = turn.words('approval.team_asks');
  return { outcome: 'ticket', step: { ...byHand, end: 'ticket', say }, approver: null, status: null };
}

/**
 * Who has proved to be the point of contact decides herself. What she hears tells nothing of accounts that are not her
 * company's: those are the team's to look into.
 */
function ownDecision(turn: Turn, run: Run, step: EndStep): ApprovalPlan {
  const isForeign = asksForForeigner(turn, run);
  const say = turn.words('approval.own', { checked: isForeign });
  const tags = isForeign ? [...step.tags, 'check_authority'] : step.tags;
  return { outcome: 'ticket', step: { ...step, end: 'ticket', say, tags }, approver: null, status: null };
}

/** Who decides: the customer's point of contact; one who has not proved to be it gets the link, which is the proof. */
function approverOf(turn: Turn, run: Run): Approver | null {
  const { known } = turn.context;
  if (known === null || !sameAddress(known.email, addressOf(turn)) || asksForForeigner(turn, run)) return null;
  return known.poc ?? (known.isPoc ? { name: known.name, email: known.email } : null);
}

/** Her company's point of contact has no say over people of another company, nor over people whom only she knows. */
function asksForForeigner(turn: Turn, run: Run): boolean {
  const { reason, account } = standingOf(turn, run);
  if (reason === 'person_not_found') return turn.context.known?.isPoc === true;
  return reason === 'account_of_another' && account?.whose === 'other';
}

/** What is to be done stays in the action, whoever has to be found first. */
function withoutApprover(turn: Turn, run: Run, step: EndStep): EndStep {
  const toDo = step.action ?? workflowOf(turn, run.workflow).definition.ticket.action;
  const action = `${turn.team('team.obtain_approval')} ${toDo}`;
  return { ...step, action, tags: [...step.tags, 'needs_approval'] };
}

export function requestApproval(turn: Turn, run: Run, step: EndStep, approver: Approver): void {
  const { approval } = step;
  const facts = (approval?.facts ?? []).flatMap((name) => {
    const answer = answerOf(turn, run, name);
    if (answer === undefined || answer.v === null) return [];
    return [{ label: labelFor(turn, run, name), value: answer.t, isOurs: isOurs(turn, run, name) }];
  });
  const workflowName = workflowOf(turn, run.workflow).definition.name;
  turn.effects.push({
    id: nextEffectId(turn, approvalEffect(run.id)),
    awaited: false,
    kind: 'requestApproval',
    runId: run.id,
    approver,
    subject: approval?.subject === undefined ? subjectOf(turn, workflowName) : fill(approval.subject, run, turn),
    workflowName,
    facts,
    ...(turn.words.language === turn.team.language ? {} : { language: turn.words.language }),
    remindAfterMinutes: turn.context.settings.approvalReminderMinutes,
  });
}

const subjectOf = (turn: Turn, workflow: string): string =>
  turn.words('approval.subject', { workflow, name: customerName(turn) });

/** Answers that are worded by us, whatever the customer wrote. */
const ourWords: ReadonlySet<string> = new Set(['choice', 'yes_no', 'date', 'datetime', 'percent', 'number']);

function isOurs(turn: Turn, run: Run, name: string): boolean {
  return ourWords.has(turn.library.get(run.workflow)?.definition.slots[name]?.type ?? 'text');
}

function labelFor(turn: Turn, run: Run, name: string): string {
  return turn.library.get(run.workflow)?.definition.slots[name]?.label ?? name;
}

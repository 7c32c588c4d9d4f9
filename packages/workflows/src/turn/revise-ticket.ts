import type { EndStep } from '../definition/step-schema.ts';
import type { Effect, TicketRequest } from '../engine-types.ts';
import { nextEffectId, type Turn } from '../flow/turn.ts';
import { walk } from '../flow/walk.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';
import { isOpenTicket } from './open-ticket.ts';
import { silentEnd } from './settle-stack.ts';
import { expectedOf, type Outcome, toTicketRequest } from './ticket-request.ts';
import { isHers } from './who-says.ts';

/** What a ticket would say if it were written now. */
export interface TicketNow {
  readonly step: EndStep;
  readonly request: TicketRequest;
}

/**
 * The ticket of a run as it reads by what is known now. Null where its words stay as they are: it is closed, it is not hers, or
 * somebody was asked to approve just these.
 */
export function ticketNow(turn: Turn, ticket: KnownTicket, run: Run): TicketNow | null {
  if (!isOpenTicket(ticket) || ticket.approver !== null || !isHers(turn, ticket)) return null;
  const outcome = ticket.outcome as Outcome;
  const step = endOf(turn, run, outcome);
  return { step, request: toTicketRequest(turn, run, outcome, step) };
}

/** Brings the ticket up to what was just corrected, agreed or taken back: an agent who reads only its head does the right thing. */
export function reviseTicket(turn: Turn, ticket: KnownTicket, run: Run, before: TicketNow | null): void {
  const now = before === null ? null : ticketNow(turn, ticket, run);
  if (before === null || now === null) return;
  const { description, dueAt, fields, priority } = now.request;
  ticket.expected = expectedOf(turn, run, now.step);
  const isSet = turn.effects.some((effect) => effect.kind === 'priority' && effect.runId === ticket.runId);
  if (priority !== before.request.priority && !ticket.raised && !isSet) setPriority(turn, ticket, priority);
  if (description === before.request.description) return;
  const isDueKept = dueAt === before.request.dueAt;
  const changed = Object.entries(fields).filter(([name, value]) => value !== before.request.fields[name]);
  push(turn, ticket, { description, fields: Object.fromEntries(changed), ...(isDueKept ? {} : { dueAt }) });
}

/** The ticket reads as this request from now on. */
export function reviseTo(turn: Turn, ticket: KnownTicket, { description, dueAt, fields }: TicketRequest): void {
  push(turn, ticket, { description, fields: { ...fields }, ...(dueAt === null ? {} : { dueAt }) });
}

type Revision = Pick<Extract<Effect, { kind: 'revise' }>, 'description' | 'fields' | 'dueAt'>;

/** What is proven of her has a way of its own, which never says too much. */
function push(turn: Turn, { runId }: KnownTicket, revision: Revision): void {
  const { verified: _, ...fields } = revision.fields;
  const id = nextEffectId(turn, 'revise');
  turn.effects.push({ id, awaited: false, kind: 'revise', runId, ...revision, fields });
}

/** Sets the priority of a ticket that is there. */
export function setPriority(turn: Turn, ticket: KnownTicket, priority: TicketRequest['priority']): void {
  ticket.raised = priority === 'High';
  const { runId } = ticket;
  turn.effects.push({ id: nextEffectId(turn, 'priority'), awaited: false, kind: 'priority', runId, priority });
}

/** A run asks for its summary more than once only where a file is wrong. */
const confirmsMax = 3;

/** How the run ends by the answers it has now: a changed line has the summary asked anew, and nobody is asked any more. */
function endOf(turn: Turn, run: Run, outcome: Outcome): EndStep {
  if (outcome === 'abandoned') return silentEnd;
  const copy = structuredClone(run);
  for (let confirms = 0; confirms <= confirmsMax; confirms += 1) {
    const stop = walk(copy, turn, () => {});
    if (stop.kind === 'end') return stop.step;
    if (stop.kind !== 'confirm') break;
    copy.done[stop.key] = 'confirmed';
  }
  return { end: outcome, tags: [], notes: [] };
}

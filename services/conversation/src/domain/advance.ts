import type { TurnWhy } from '@acebuddy/contracts';
import type { Effect, Engine, EngineContext, EngineInput, EngineReply } from '@acebuddy/workflows';
import { withAddress } from './addresses.ts';
import { type Lease, pendingWork } from './outbox.ts';
import { type ConversationRecord, type Run, runsMax, type Work } from './record.ts';
import { ticketRequestId } from './request-ids.ts';
import { firmLines } from './turns.ts';

export interface AdvanceDeps {
  readonly engine: Engine;
  /** What a customer can quote: the same for the same request of the same workflow. */
  readonly referenceOf: (requestId: string, workflow: string) => string;
}

export interface Advanced {
  readonly record: ConversationRecord;
  readonly reply: EngineReply;
  /** Codes the customer typed: checked before the commit and never stored. */
  readonly verifications: readonly Extract<Effect, { kind: 'verifyCode' }>[];
  /** What led to it; null where no message and no result did. */
  readonly why: TurnWhy | null;
}

/**
 * One pure step of a conversation: the engine's decision becomes state, outbox work and runs. `lease` marks the new
 * work as being done by this process, so that no dispatcher starts it too.
 */
export function advance(
  deps: AdvanceDeps,
  record: ConversationRecord,
  input: EngineInput,
  context: EngineContext,
  lease: Lease,
): Advanced {
  const step = deps.engine.step(record.engine, input, context);
  const view = deps.engine.view(step.state);
  let next: ConversationRecord = {
    ...withAddress(record, view.slots.email),
    engine: step.state,
    state: view.state,
    workflow: view.workflow,
    wakeAt: step.wakeAt,
    updatedAt: context.now,
  };
  const verifications: Extract<Effect, { kind: 'verifyCode' }>[] = [];
  for (const effect of step.effects) {
    if (effect.kind === 'verifyCode') verifications.push(effect);
    else next = withEffect(deps, next, effect, context.now, lease);
  }
  return { record: next, reply: step.reply, verifications, why: step.why };
}

function withEffect(
  deps: AdvanceDeps,
  record: ConversationRecord,
  effect: Exclude<Effect, { kind: 'verifyCode' }>,
  now: string,
  lease: Lease,
): ConversationRecord {
  if (record.outbox.some((item) => item.work.id === effect.id)) return record;
  if (effect.kind === 'createTicket') {
    if (record.runs.some((run) => run.runId === effect.runId)) return record;
    const reference = deps.referenceOf(ticketRequestId(record.id, effect.runId), effect.ticket.workflow);
    const throughLine = firmLines(record);
    const work: Work = { ...effect, reference, throughLine };
    const run = newRun(effect, reference, throughLine, now);
    return {
      ...withAddress(record, run.customerEmail),
      runs: [...record.runs, run].slice(-runsMax),
      outbox: [...record.outbox, pendingWork(work, now, lease)],
    };
  }
  if (effect.kind === 'appendTranscript') return withTranscript(record, effect, now, lease);
  return { ...record, outbox: [...record.outbox, pendingWork(effect, now, lease)] };
}

function newRun(
  effect: Extract<Effect, { kind: 'createTicket' }>,
  reference: string,
  linesSent: number,
  now: string,
): Run {
  return {
    runId: effect.runId,
    workflow: effect.ticket.workflow,
    outcome: effect.ticket.outcome,
    reference,
    ticket: null,
    customerEmail: effect.ticket.customer.email,
    verified: effect.ticket.verified === null ? null : effect.ticket.verified === 'verified',
    proof: effect.ticket.verified,
    linesSent,
    closed: effect.ticket.status === 'Closed',
    openedAt: now,
  };
}

/** The range of lines is fixed here, so that repeating the work says the same thing again. */
function withTranscript(
  record: ConversationRecord,
  effect: Extract<Effect, { kind: 'appendTranscript' }>,
  now: string,
  lease: Lease,
): ConversationRecord {
  const run = record.runs.find((candidate) => candidate.runId === effect.runId);
  if (run === undefined) return record;
  const throughLine = Math.max(run.linesSent, firmLines(record));
  if (run.linesSent >= throughLine && effect.note === null) return record;
  const work: Work = { ...effect, fromLine: run.linesSent, throughLine };
  return {
    ...record,
    runs: record.runs.map((other) => (other === run ? { ...run, linesSent: throughLine } : other)),
    outbox: [...record.outbox, pendingWork(work, now, lease)],
  };
}

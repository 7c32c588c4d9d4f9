import { conversationOfRequest, extensibleEnum, outboxItemSchema, ticketRefSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import { requestOfStep } from '../domain/lanes.ts';
import { type Lane, type Step, type StepView, stepKinds, stepStates } from '../ports.ts';
import { outboxStatus } from './ledger-rules.ts';
import { parseObservations, parseOrigin, parseProgress, parseResult, type StepCodec } from './step-codec.ts';

/** Rows of `lanes` and `steps` as objects of the domain. */

const laneRow = z.object({
  id: z.string(),
  request_id: z.string().nullable(),
  ticket_id: z.string().nullable(),
  ticket: z.string().nullable(),
  has_create: z.number(),
  due_at: z.number().nullable(),
  fence: z.number(),
  created_at: z.number(),
});

const stepRow = z.object({
  id: z.string(),
  lane_id: z.string(),
  kind: extensibleEnum(stepKinds),
  state: extensibleEnum(stepStates),
  foreground: z.number(),
  sealed: z.string().nullable(),
  progress: z.string(),
  result: z.string().nullable(),
  observations: z.string(),
  last_error: z.string().nullable(),
  created_at: z.number(),
  origin: z.string().nullable(),
});

export function toLane(row: unknown): Lane & { readonly fence: number } {
  const lane = laneRow.parse(row);
  return {
    id: lane.id,
    requestId: lane.request_id,
    ticketId: lane.ticket_id,
    ticket: lane.ticket === null ? null : ticketRefSchema.parse(JSON.parse(lane.ticket)),
    hasCreate: lane.has_create === 1,
    dueAt: lane.due_at,
    createdAt: lane.created_at,
    fence: lane.fence,
  };
}

export function toStep(row: unknown, codec: StepCodec): Step {
  const step = stepRow.parse(row);
  return {
    id: step.id,
    laneId: step.lane_id,
    kind: step.kind,
    state: step.state,
    foreground: step.foreground === 1,
    ...(step.sealed === null ? { payload: null } : codec.open(step.id, step.sealed)),
    progress: parseProgress(JSON.parse(step.progress)),
    result: step.result === null ? null : parseResult(JSON.parse(step.result)),
    observations: parseObservations(JSON.parse(step.observations)),
    lastError: step.last_error,
    createdAt: step.created_at,
    origin: originOf(step),
  };
}

const viewRow = stepRow
  .pick({ id: true, kind: true, state: true, progress: true, last_error: true, created_at: true, origin: true })
  .extend({ ticket_id: z.string().nullable(), ticket: z.string().nullable() });

export function toStepView(row: unknown): StepView {
  const view = viewRow.parse(row);
  return {
    id: view.id,
    kind: view.kind,
    state: view.state,
    progress: parseProgress(JSON.parse(view.progress)),
    lastError: view.last_error,
    createdAt: view.created_at,
    ticketId: view.ticket_id,
    ticketNumber: view.ticket === null ? null : ticketRefSchema.parse(JSON.parse(view.ticket)).ticketNumber,
    correlationId: originOf(view)?.requestId ?? null,
  };
}

function originOf({ origin }: Pick<z.infer<typeof stepRow>, 'origin'>): Step['origin'] {
  return origin === null ? null : parseOrigin(JSON.parse(origin));
}

const outboxRow = stepRow
  .pick({ id: true, kind: true, state: true, progress: true, last_error: true, created_at: true, origin: true })
  .extend({ ticket_id: z.string().nullable() });

export function toOutboxItem(row: Record<string, unknown>) {
  const step = outboxRow.parse(row);
  const dueAt = z.number().nullable().parse(row.next_due_at);
  return outboxItemSchema.parse({
    id: step.id,
    conversationId: conversationOfRequest(requestOfStep(step.id))?.conversationId,
    kind: step.kind,
    attempts: parseProgress(JSON.parse(step.progress)).attempts,
    status: outboxStatus({ state: step.state, lastError: step.last_error }),
    lastError: step.last_error,
    nextAttemptAt: dueAt === null || step.state === 'dead' ? null : new Date(dueAt).toISOString(),
    createdAt: new Date(step.created_at).toISOString(),
    correlationId: originOf(step)?.requestId ?? null,
    ticketId: step.ticket_id,
  });
}

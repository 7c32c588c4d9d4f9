import type { CreateTicketOutput, createTicketInputSchema, DeskConfig, Reference } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { Lane, NewStep, Step } from '../ports.ts';
import { transcriptParts } from './comment-parts.ts';
import { createStepId, laneOfRequest, tagsStepId, transcriptStepId } from './lanes.ts';
import { retryAfterMs, waitingReason } from './pending.ts';
import { type WaitDeps, waitForStep } from './wait-for-step.ts';

export type CreateRequest = z.output<typeof createTicketInputSchema>;

export interface RequestDeps extends WaitDeps {
  readonly config: DeskConfig;
  readonly wake: () => void;
}

/** Records the request, lets the workers at it, and answers with what there is when the caller's patience ends. */
export async function createTicket(deps: RequestDeps, input: CreateRequest): Promise<CreateTicketOutput> {
  const { ledger, now } = deps;
  const laneId = laneOfRequest(input.requestId);
  await ledger.addRequest(laneId, input.requestId, toSteps(deps.config, input), now().getTime());
  deps.wake();
  const step = await waitForStep(deps, createStepId(input.requestId), input.waitMs);
  return toOutput(deps, input.reference, step, await ledger.lane(laneId));
}

/** The ticket, then the chat as comments, then the tags: at most two calls to Desk by default. */
function toSteps(
  config: DeskConfig,
  { requestId, reference, draft, transcript, foreground }: CreateRequest,
): NewStep[] {
  const create: NewStep = { id: createStepId(requestId), foreground, payload: { kind: 'create', reference, draft } };
  const parts = transcriptParts(transcript);
  const comment: NewStep = {
    id: transcriptStepId(requestId),
    foreground: false,
    payload: { kind: 'comment', parts, isPublic: config.transcript_public },
  };
  const tags: NewStep = { id: tagsStepId(requestId), foreground: false, payload: { kind: 'tags', tags: draft.tags } };
  return [create, ...(parts.length > 0 ? [comment] : []), ...(config.tags && draft.tags.length > 0 ? [tags] : [])];
}

function toOutput(deps: RequestDeps, asked: Reference, step: Step | null, lane: Lane | null): CreateTicketOutput {
  // A repeated request keeps the reference that it came with first.
  const reference = step?.result?.reference ?? (step?.payload?.kind === 'create' ? step.payload.reference : asked);
  const ticket = step?.result?.ticket ?? lane?.ticket;
  if (ticket) return { outcome: 'created', reference, ticket };
  if (step?.state === 'dead' || step?.state === 'discarded') {
    return { outcome: 'failed', reference, reason: step.lastError ?? 'Desk does not take this ticket' };
  }
  const now = deps.now().getTime();
  return {
    outcome: 'pending',
    reference,
    retryAfterMs: retryAfterMs(lane?.dueAt ?? null, now),
    reason: waitingReason(step),
  };
}

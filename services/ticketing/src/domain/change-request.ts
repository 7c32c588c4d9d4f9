import type { ChangeTicketOutput, changeTicketInputSchema, DeskConfig, TicketChange } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { Ledger, Step, StepPayload, StepPlace } from '../ports.ts';
import { commentParts, transcriptParts } from './comment-parts.ts';
import type { RequestDeps } from './create-request.ts';
import { changeStepId, laneOfForeignTicket, laneOfRequest } from './lanes.ts';
import { retryAfterMs, waitingReason } from './pending.ts';
import { waitForStep } from './wait-for-step.ts';

export type ChangeRequest = z.output<typeof changeTicketInputSchema>;

/** Records a change behind all earlier ones of the same ticket, and answers like `createTicket`. */
export async function changeTicket(deps: RequestDeps, input: ChangeRequest): Promise<ChangeTicketOutput> {
  const { ledger, now } = deps;
  const id = changeStepId(input.requestId);
  const place = await placeOf(ledger, input);
  const payload = toPayload(deps.config, input.change);
  await ledger.addStep({ id, foreground: input.foreground, payload }, place, now().getTime());
  deps.wake();
  const step = await waitForStep(deps, id, input.waitMs);
  if (step?.state === 'done') return { outcome: 'done', resultId: step.result?.resultId ?? null };
  if (step?.state === 'dead' || step?.state === 'discarded') {
    return { outcome: 'failed', reason: step.lastError ?? 'Desk does not take this change' };
  }
  const lane = await ledger.lane(step?.laneId ?? place.laneId);
  const reason = whyItWaits(step, lane?.ticketId ?? null);
  return { outcome: 'pending', retryAfterMs: retryAfterMs(lane?.dueAt ?? null, now().getTime()), reason };
}

/** A ticket of ours has one lane, however the caller names it: order is kept within a lane only. */
async function placeOf(ledger: Ledger, { target }: ChangeRequest): Promise<StepPlace> {
  if ('createdBy' in target) return { laneId: laneOfRequest(target.createdBy), requestId: target.createdBy };
  const ours = await ledger.laneOfTicket(target.ticketId);
  return { laneId: ours?.id ?? laneOfForeignTicket(target.ticketId), ticketId: target.ticketId };
}

function whyItWaits(step: Step | null, ticketId: string | null): string {
  if (ticketId !== null || step === null) return waitingReason(step);
  return 'its ticket does not exist yet';
}

function toPayload(config: DeskConfig, change: TicketChange): StepPayload {
  switch (change.kind) {
    case 'comment':
      return { kind: 'comment', parts: commentParts(change.text), isPublic: change.isPublic };
    case 'transcript':
      return { kind: 'comment', parts: transcriptParts(change.entries), isPublic: config.transcript_public };
    case 'attachment': {
      const { contentType, ...file } = change;
      return contentType === undefined ? file : { ...file, contentType };
    }
    case 'status':
    case 'priority':
    case 'proof':
    case 'revise':
    case 'tags':
    case 'call':
      return change;
  }
}

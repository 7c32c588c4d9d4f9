import type { Lane, Ledger, Step, StepPlace } from '../ports.ts';
import { commentParts } from './comment-parts.ts';
import { toSingleLine } from './desk-text.ts';
import { lostFileNoteStepId } from './lanes.ts';

export interface LostFileDeps {
  readonly ledger: Ledger;
  readonly now: () => Date;
}

/**
 * A file that was given up is named on its ticket, with its address and the reason: the customer was told that the team gets
 * it. Before the lane goes on, and only once however often this runs.
 */
export async function nameLostFile({ ledger, now }: LostFileDeps, lane: Lane, step: Step): Promise<void> {
  const { payload, lastError } = step;
  const place = placeOf(lane);
  if (payload?.kind !== 'attachment' || place === null) return;
  const why = lastError === null ? '' : ` (${lastError})`;
  const text = [
    `A file from the chat could not be attached${why}.`,
    `Name: ${toSingleLine(payload.name)}`,
    `Sent by the customer, address: ${payload.url}`,
  ].join('\n');
  const note = { kind: 'comment', parts: commentParts(text), isPublic: false } as const;
  const id = lostFileNoteStepId(step.id);
  await ledger.addStep({ id, foreground: false, payload: note }, place, now().getTime());
}

function placeOf({ id: laneId, requestId, ticketId }: Lane): StepPlace | null {
  if (requestId !== null) return { laneId, requestId };
  return ticketId === null ? null : { laneId, ticketId };
}

import { conversationOfRequest, type DeskWork } from '@acebuddy/contracts';
import type { Ledger, RecordedCall, StepView } from '../ports.ts';
import { requestOfStep, stepPrefixesOf } from './lanes.ts';

/** Most pieces of work that are told of one chat: the newest. */
export const workMax = 200;

/** All work on Desk for one chat, oldest first, with the calls it took. */
export async function workOfConversation(
  { ledger }: { readonly ledger: Pick<Ledger, 'stepsNamed'> },
  conversationId: string,
): Promise<DeskWork[]> {
  const found = await Promise.all(stepPrefixesOf(conversationId).map((prefix) => ledger.stepsNamed(prefix, workMax)));
  return (
    found
      .flat()
      // Another chat's id may begin with this one's and a number sign.
      .filter(({ id }) => conversationOfRequest(requestOfStep(id))?.conversationId === conversationId)
      .toSorted(byAge)
      .slice(-workMax)
      .map(toWork)
  );
}

/** Steps of one request are recorded in the same moment, and the ticket comes before what is done to it. */
function byAge(left: StepView, right: StepView): number {
  const rank = ({ kind }: StepView) => (kind === 'create' ? 0 : 1);
  return left.createdAt - right.createdAt || rank(left) - rank(right) || (left.id < right.id ? -1 : 1);
}

function toWork({ progress, createdAt, ...view }: StepView): DeskWork {
  const { id, kind, state, lastError, ticketId, ticketNumber, correlationId } = view;
  return {
    id,
    requestId: requestOfStep(id),
    kind,
    state,
    attempts: progress.attempts,
    lastError,
    ticketId,
    ticketNumber,
    createdAt: toInstant(createdAt),
    correlationId,
    calls: (progress.calls ?? []).map(toCall),
  };
}

function toCall({ at, ...call }: RecordedCall): DeskWork['calls'][number] {
  return { at: toInstant(at), ...call };
}

function toInstant(ms: number): DeskWork['createdAt'] {
  return new Date(ms).toISOString() as DeskWork['createdAt'];
}

import type { Turn } from '../flow/turn.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';

/** The run that led to a ticket, as long as it is known. */
export function runOfTicket({ state }: Pick<Turn, 'state'>, { runId }: KnownTicket): Run | undefined {
  return [state.run, ...state.stack, ...state.past].find((run) => run?.id === runId) ?? undefined;
}

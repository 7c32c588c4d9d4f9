import type { Logger } from 'pino';
import { DeskFailure, type TicketDesk, type WatchStore } from '../ports.ts';

export interface PollDeps {
  readonly desk: TicketDesk;
  readonly watches: WatchStore;
  readonly owner: string;
  /** 0: polling is off. */
  readonly everyMs: number;
  /** The index lags: each poll looks this much further back than the last one ended. */
  readonly overlapMs: number;
  readonly callTimeoutMs: number;
  readonly now: () => Date;
  readonly logger: Logger;
  /** There are tickets to look at. */
  readonly wake: () => void;
}

/**
 * Asks Desk which tickets changed lately and has ours among them read again: one search (3 credits) by one replica.
 * Needed where the edition has no webhooks, and to make up for lost ones (zoho-desk.md §9). Costs nothing while no
 * ticket of ours is open. Resolves to whether this replica polled.
 */
export async function pollChanges(deps: PollDeps): Promise<boolean> {
  const { desk, watches, owner, everyMs, now } = deps;
  if (everyMs === 0) return false;
  const startedAt = now().getTime();
  const turn = await watches.beginPoll(owner, startedAt, startedAt + Math.max(everyMs, 2 * deps.callTimeoutMs));
  if (turn === null) return false;
  try {
    const through = (await watches.anyWatched()) ? await hastenChanged(deps, desk, turn.through, startedAt) : startedAt;
    await watches.endPoll(owner, through, startedAt + everyMs);
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    deps.logger.warn({ failure: error.kind, reason: error.message }, 'polling Desk for changes failed');
    await watches.endPoll(owner, turn.through, startedAt + Math.max(everyMs, error.retryAfterMs ?? 0));
  }
  return true;
}

/** Resolves to the instant up to which everything has been seen now; `overlapMs` before it the next poll begins. */
async function hastenChanged(deps: PollDeps, desk: TicketDesk, through: number, startedAt: number): Promise<number> {
  const since = new Date(through - deps.overlapMs);
  const changed = await desk.listModifiedSince(since, { foreground: false, timeoutMs: deps.callTimeoutMs });
  const modified = new Map(changed.tickets.map((ticket) => [ticket.id, ticket.modifiedTime]));
  const ours = await deps.watches.known([...modified.keys()]);
  const due = ours.filter((watch) => modified.get(watch.ticketId) !== watch.modifiedTime);
  for (const watch of due) await deps.watches.hasten(watch.ticketId, deps.now().getTime());
  if (due.length > 0) deps.wake();
  if (changed.conclusive) return startedAt;
  // More than one search gives, after a pause: the next one begins where this ended, and further on than this began. Of
  // a thousand changed in one moment some are left to their own looks.
  const times = changed.tickets.map(({ modifiedTime }) => Date.parse(modifiedTime ?? '')).filter(Number.isFinite);
  return Math.max(...times, since.getTime() + 1) + deps.overlapMs;
}

import type { ChatContext } from '../chat-context.ts';
import { endTurn, waitMsMax } from './late-reply.ts';

/** Turns that SalesIQ keeps open for a process that is gone. */
export interface LeftTurns {
  start(): Promise<void>;
  stop(): void;
}

/** Whoever still works on the turn has ended it, or apologised, by then. */
const leftAfterMs = waitMsMax + 15_000;
/** SalesIQ has ended it itself (salesiq.md §6). */
const openMsMax = 180_000;

/**
 * Ends what an earlier process left open with a few words, so that nobody waits for an answer that will not come. Looks at the
 * folder again when a turn is due: other gateways may share it and have ended it themselves.
 */
export function createLeftTurns(context: ChatContext): LeftTurns {
  const { keeps, logger, now } = context;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    const left = await keeps?.turns.all().catch((error: unknown) => {
      logger.error({ err: error }, 'the turns that were left open cannot be read');
      return [];
    });
    let nextInMs = Number.POSITIVE_INFINITY;
    for (const open of left ?? []) {
      const ageMs = now().getTime() - Date.parse(open.turnStartedAt);
      if (ageMs > openMsMax) await keeps?.turns.remove(open).catch(() => undefined);
      else if (ageMs >= leftAfterMs)
        endTurn(context, open, async () => context.polite.interrupted({ language: open.language }));
      else nextInMs = Math.min(nextInMs, leftAfterMs - ageMs);
    }
    if (stopped || !Number.isFinite(nextInMs)) return;
    timer = setTimeout(() => void look(), nextInMs);
    timer.unref();
  }

  return {
    start: look,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

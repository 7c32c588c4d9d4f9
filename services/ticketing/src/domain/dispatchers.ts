import { createDispatcher, type Dispatcher } from '@acebuddy/storage';
import type { Logger } from 'pino';
import type { Claim, Ledger, WatchClaim, WatchStore } from '../ports.ts';
import type { ProcessMemory } from './process-memory.ts';
import type { WorkSettings } from './settings.ts';
import type { WatchSettings } from './watch-plan.ts';

/** With all places taken and more work due, look again this much later: a free place wakes the dispatcher anyway. */
const busyPauseMs = 50;

interface Common {
  /** This process, in leases. */
  readonly owner: string;
  readonly memory: ProcessMemory;
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface WorkDispatchers {
  /** Anything that is due. */
  readonly work: Dispatcher;
  /** Places kept free for work that a customer waits for. */
  readonly urgent: Dispatcher;
}

/** Works off the ledger; nothing is claimed while Desk takes no calls. */
export function createWorkDispatchers(
  options: Common & {
    readonly ledger: Ledger;
    readonly settings: WorkSettings;
    readonly run: (claim: Claim) => Promise<void>;
  },
): WorkDispatchers {
  const { ledger, settings, owner, run, logger } = options;
  const dispatch = (name: string, concurrency: number, foregroundOnly: boolean): Dispatcher =>
    createDispatcher<Claim>({
      name,
      concurrency,
      run,
      claim: (limit) =>
        unlessPaused(options, (now) => ledger.claim({ owner, leaseMs: settings.leaseMs, limit, now, foregroundOnly })),
      nextDueInMs: () => pauseUntilDue(options, (now) => ledger.nextDueInMs(now)),
      idleMs: settings.idleMs,
      logger,
    });
  return {
    work: dispatch('desk-work', settings.concurrency, false),
    urgent: dispatch('desk-urgent', settings.foregroundConcurrency, true),
  };
}

/** Reads tickets again that may have changed. */
export function createWatchDispatcher(
  options: Common & {
    readonly watches: WatchStore;
    readonly settings: WatchSettings;
    readonly run: (claim: WatchClaim) => Promise<void>;
  },
): Dispatcher {
  const { watches, settings, owner, run, logger } = options;
  return createDispatcher<WatchClaim>({
    name: 'desk-watch',
    concurrency: settings.concurrency,
    run,
    claim: (limit) => unlessPaused(options, (now) => watches.claim({ owner, leaseMs: settings.leaseMs, limit, now })),
    nextDueInMs: () => pauseUntilDue(options, (now) => watches.nextDueInMs(now)),
    idleMs: settings.idleMs,
    logger,
  });
}

async function unlessPaused<T>({ memory, now }: Common, claim: (now: number) => Promise<readonly T[]>) {
  const at = now().getTime();
  return memory.pausedUntil() > at ? [] : claim(at);
}

async function pauseUntilDue({ memory, now }: Common, dueInMs: (now: number) => Promise<number | null>) {
  const at = now().getTime();
  const due = await dueInMs(at);
  return due === null ? null : Math.max(due, memory.pausedUntil() - at, busyPauseMs);
}

import { AppError } from '@acebuddy/contracts';
import type { Logger } from 'pino';
import type { CallOptions, Claim, Ledger, Step, StepPatch, TicketDesk } from '../ports.ts';
import type { GuardedDesk } from './effect.ts';
import { createCallRecorder } from './recorded-calls.ts';
import type { WorkSettings } from './settings.ts';

/** Thrown inside a piece of work when another worker has taken it over. Nothing may be sent or written after it. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease was lost to another worker');
    this.name = 'LeaseLost';
  }
}

/** A claimed step in the hands of one worker. */
export interface Work {
  readonly claim: Claim;
  readonly step: Step;
  readonly desk: GuardedDesk;
  /** Writes the step down; throws `LeaseLost`. */
  save(patch: Omit<StepPatch, 'at'>): Promise<void>;
  readonly logger: Logger;
}

export interface WorkDeps {
  readonly desk: TicketDesk;
  readonly ledger: Ledger;
  readonly settings: WorkSettings;
  readonly now: () => Date;
  readonly random: () => number;
  readonly logger: Logger;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Takes a claimed step into work: from here on every Desk call first makes sure of the lease. */
export function toWork(deps: WorkDeps, claim: Claim, step: Step): Work {
  const { ledger, settings, now } = deps;
  let leaseUntil = claim.leaseUntil;
  const calls = createCallRecorder(step.progress.calls);
  const ensureLease = async (): Promise<void> => {
    const at = now().getTime();
    if (leaseUntil - at >= settings.callTimeoutMs + settings.leaseMarginMs) return;
    leaseUntil = at + settings.leaseMs;
    if (!(await ledger.renew(claim, leaseUntil))) throw new LeaseLost();
  };
  return {
    claim,
    step,
    desk: guardDesk(deps.desk, ensureLease, {
      foreground: step.foreground,
      timeoutMs: settings.callTimeoutMs,
      onCall: calls.add,
    }),
    save: async (patch) => {
      const progress = calls.into(patch.progress);
      const saved = await insist(deps, () => ledger.saveStep(claim, { ...patch, progress, at: now().getTime() }));
      if (!saved) throw new LeaseLost();
    },
    logger: deps.logger.child({ stepId: step.id, laneId: claim.lane.id }),
  };
}

const storePausesMs = [50, 250, 1_000];

/** What Desk answered is worth a few tries to write down: finding it again costs more. */
export async function insist<T>({ sleep }: Pick<WorkDeps, 'sleep'>, write: () => Promise<T>): Promise<T> {
  for (const pauseMs of storePausesMs) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'STORE_UNAVAILABLE') throw error;
    }
    await sleep(pauseMs);
  }
  return write();
}

function guardDesk(desk: TicketDesk, ensureLease: () => Promise<void>, options: CallOptions): GuardedDesk {
  const guarded = Object.entries(desk).flatMap(([name, method]: [string, unknown]) =>
    typeof method === 'function'
      ? [
          [
            name,
            async (...input: unknown[]) => {
              await ensureLease();
              return method(...input, options);
            },
          ] as const,
        ]
      : [],
  );
  return Object.fromEntries(guarded) as unknown as GuardedDesk;
}

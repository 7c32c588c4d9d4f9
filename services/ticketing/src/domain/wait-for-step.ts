import type { Ledger, Step, StepState } from '../ports.ts';
import type { Completions } from './completions.ts';
import type { WorkSettings } from './settings.ts';

const overStates: ReadonlySet<StepState> = new Set(['done', 'dead', 'discarded']);

export interface WaitDeps {
  readonly ledger: Ledger;
  readonly completions: Completions;
  readonly settings: WorkSettings;
  readonly now: () => Date;
}

/**
 * The step once it is over, or as it is when the time is up. A worker of this process tells at once; what other
 * replicas do is seen by looking into the ledger now and then.
 */
export async function waitForStep(deps: WaitDeps, stepId: string, waitMs: number): Promise<Step | null> {
  const { ledger, completions, settings, now } = deps;
  const deadline = now().getTime() + waitMs;
  let pauseMs = settings.waitPollMs;
  for (;;) {
    const leftMs = Math.max(0, deadline - now().getTime());
    // Listening starts before looking, so that an end in between is not missed.
    const ended = completions.listen(stepId);
    const step = await ledger.step(stepId);
    if (step === null || overStates.has(step.state) || leftMs === 0) {
      ended.close();
      return step;
    }
    await ended.within(Math.min(pauseMs, leftMs));
    pauseMs = Math.min(pauseMs * 2, settings.waitPollMsMax);
  }
}

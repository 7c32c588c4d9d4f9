import { currentOrigin } from '@acebuddy/service-kit';
import type { Ledger, NewStep } from '../ports.ts';

/** A ledger that notes with every step which request ordered it: what follows from a step is its request's, too. */
export function notingOrigins(ledger: Ledger): Ledger {
  const noted = (step: NewStep): NewStep => {
    const origin = step.origin ?? currentOrigin();
    return origin === undefined ? step : { ...step, origin };
  };
  return {
    ...ledger,
    addRequest: (laneId, requestId, steps, now) => ledger.addRequest(laneId, requestId, steps.map(noted), now),
    addStep: (step, place, now) => ledger.addStep(noted(step), place, now),
  };
}

import { slotContext, type Turn, workflowOf } from '../flow/turn.ts';
import { readExpected } from '../language/durations.ts';
import type { SlotContext } from '../slots/slot-context.ts';
import type { Run } from '../state/state-schema.ts';

/** What reading an answer of a run depends on: who works on it day and night can call at any time. */
export function callContext(turn: Turn, run: Pick<Run, 'workflow'>): SlotContext {
  const context = slotContext(turn);
  return isDayAndNight(turn, run) ? { ...context, businessHours: { ...context.businessHours, days: [] } } : context;
}

/** Somebody works on requests of this kind day and night. */
export function isDayAndNight(turn: Turn, run: Pick<Run, 'workflow'>): boolean {
  const { expected } = workflowOf(turn, run.workflow).definition;
  return readExpected(expected, turn.words.language)?.always === true;
}

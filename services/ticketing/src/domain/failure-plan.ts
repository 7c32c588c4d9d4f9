import { backoffMs } from '@acebuddy/storage';
import { DeskFailure, type StepProgress, type StepState } from '../ports.ts';
import { isPortalProblem } from './degrade.ts';
import type { WorkSettings } from './settings.ts';

/** What becomes of a step after a failure. */
export interface FailurePlan {
  readonly state: Extract<StepState, 'queued' | 'unknown' | 'dead'>;
  readonly progress: StepProgress;
  /** Epoch milliseconds; null when a person is needed. */
  readonly dueAt: number | null;
  /** Hold back all other work too until `dueAt`. */
  readonly pause: boolean;
  /** Nothing is wrong with this work, Desk could not be reached: it may be called before `dueAt`. */
  readonly waitsForDesk: boolean;
}

export interface FailureInput {
  readonly failure: DeskFailure;
  /** Before the call. */
  readonly progress: StepProgress;
  /** When the call was sent, epoch milliseconds. */
  readonly sentAt: number;
  /** `call`: the write itself failed; `look`: a read that looks for its effect. */
  readonly during: 'call' | 'look';
  /** We made the ticket: it exists, unless somebody deleted it. */
  readonly isOwnTicket: boolean;
  readonly settings: WorkSettings;
  /** Of the effect: when to look for it after an unknown outcome. */
  readonly looks: readonly { readonly afterMs: number }[];
  readonly now: number;
  readonly random: () => number;
}

/** From this wait on, "try later" is about the whole portal, not this call (daily credits; zoho-desk.md §7). */
const portalWaitMs = 30_000;

export function planFailure(input: FailureInput): FailurePlan {
  const { failure, during } = input;
  if (failure.kind === 'throttled') return planThrottled(input);
  // Also after a refusal: it may be about this one call (a proxy's redirect), and a customer's ticket hangs on the look.
  if (during === 'look') return planRetry(input, 'unknown', 0);
  switch (failure.kind) {
    case 'unknown':
      return planLooks(input);
    case 'not_sent':
      return planRetry(input, stateBeforeCall(input), 0);
    case 'misconfigured':
      return planRetry(input, stateBeforeCall(input), input.settings.misconfiguredDelayMs);
    case 'rejected':
      return isPortalProblem(failure.fields)
        ? planRetry(input, stateBeforeCall(input), input.settings.misconfiguredDelayMs)
        : dead(input);
    case 'not_found':
      return input.isOwnTicket && input.progress.attempts < input.settings.absentAttemptsMax
        ? planRetry(input, stateBeforeCall(input), 0)
        : dead(input);
  }
}

/**
 * Nothing was done by this call. If an earlier one had been sent into the dark, look once more before the next: time
 * has passed since it was found absent.
 */
function stateBeforeCall({ progress }: FailureInput): 'queued' | 'unknown' {
  return progress.sends > 0 ? 'unknown' : 'queued';
}

function progressBeforeCall({ progress, looks }: FailureInput): StepProgress {
  return progress.sends === 0 ? progress : { ...progress, looks: looks.length - 1 };
}

/** Each call into the dark is an attempt; from the second on the looking, and so the next call, is put off further. */
function planLooks(input: FailureInput): FailurePlan {
  const { sentAt, looks, now, random, settings } = input;
  const progress = intoTheDark(input.progress, sentAt);
  if (progress.attempts >= settings.attemptsMax) return dead(input, progress);
  const putOffMs = progress.sends > 1 ? Math.min(backoffMs(progress.sends, random), settings.retryMsMax) : 0;
  return {
    state: 'unknown',
    progress,
    dueAt: Math.max(now, sentAt + (looks[0]?.afterMs ?? 0)) + putOffMs,
    pause: false,
    waitsForDesk: false,
  };
}

/** A call was sent whose outcome is not known: the looking for it starts anew. */
export function intoTheDark(progress: StepProgress, sentAt: number): StepProgress {
  return {
    ...progress,
    attempts: progress.attempts + 1,
    sentAt,
    firstSentAt: progress.firstSentAt ?? sentAt,
    sends: progress.sends + 1,
    looks: 0,
  };
}

function planThrottled(input: FailureInput): FailurePlan {
  const { failure, during, now, random } = input;
  const waitMs = backoffMs(1, random, Math.max(failure.retryAfterMs ?? 0, 500));
  const state = during === 'look' ? 'unknown' : stateBeforeCall(input);
  const progress = during === 'look' ? input.progress : progressBeforeCall(input);
  const pause = (failure.retryAfterMs ?? 0) >= portalWaitMs;
  return { state, progress, dueAt: now + waitMs, pause, waitsForDesk: false };
}

function planRetry(input: FailureInput, state: 'queued' | 'unknown', delayMs: number): FailurePlan {
  const attempts = input.progress.attempts + 1;
  if (attempts >= input.settings.attemptsMax) return dead(input);
  const base = input.during === 'look' ? input.progress : progressBeforeCall(input);
  const floorMs = Math.max(delayMs, input.failure.retryAfterMs ?? 0);
  const waitMs = Math.min(
    backoffMs(attempts, input.random, floorMs),
    Math.max(input.settings.retryMsMax, floorMs * 1.25),
  );
  // What keeps failing while other calls succeed has a trouble of its own: it is not called early for ever.
  const waitsForDesk = input.failure.kind === 'not_sent' && attempts <= input.settings.calledAttemptsMax;
  return { state, progress: { ...base, attempts }, dueAt: input.now + waitMs, pause: false, waitsForDesk };
}

function dead(input: FailureInput, after?: StepProgress): FailurePlan {
  const base = input.during === 'look' ? input.progress : progressBeforeCall(input);
  return {
    state: 'dead',
    progress: after ?? { ...base, attempts: base.attempts + 1 },
    dueAt: null,
    pause: false,
    waitsForDesk: false,
  };
}

/** An error that is not Desk's (an answer that could not be read, a bug) says nothing about what Desk did. */
export function toDeskFailure(error: unknown): DeskFailure {
  return error instanceof DeskFailure ? error : new DeskFailure('unknown', 'unexpected error', { cause: error });
}

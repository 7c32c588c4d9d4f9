import { isAppError } from '@acebuddy/contracts';
import { DeskFailure, type Gap, type StepProgress, type StepResult } from '../ports.ts';
import type { Effect, Finding, Search } from './effect.ts';
import { intoTheDark, planFailure, toDeskFailure } from './failure-plan.ts';
import type { Gaps } from './gaps.ts';
import type { ProcessMemory } from './process-memory.ts';
import type { TicketingMetrics } from './ticketing-metrics.ts';
import { LeaseLost, type Work, type WorkDeps } from './work.ts';

/** How one turn at a step ended. The step itself has been written down. */
export type Ending =
  | {
      readonly kind: 'finished';
      readonly result: StepResult;
      readonly progress: StepProgress;
      /** Its effect was found, not caused by this turn. */
      readonly adopted: boolean;
    }
  /** Come back then, epoch milliseconds. */
  | { readonly kind: 'later'; readonly dueAt: number; readonly waitsForDesk?: boolean }
  /** Given up, for this reason. */
  | { readonly kind: 'dead'; readonly reason: string };

export interface RunDeps extends WorkDeps {
  readonly memory: ProcessMemory;
  readonly metrics: TicketingMetrics;
  readonly gaps: Pick<Gaps, 'about'>;
}

/**
 * Does one thing to Desk at most once (zoho-desk.md §8). Written down before the call; a call without an answer is
 * looked for, several times and late enough, and only sent again when it certainly had no effect.
 */
export async function runEffect<T>(deps: RunDeps, work: Work, effect: Effect<T>): Promise<Ending> {
  const observed = effect.observed?.() ?? null;
  if (observed !== null) return adopt(deps, work, effect, observed);
  const { state, progress } = work.step;
  if (effect.harmless === true) return send(deps, work, effect, progress);
  const gap = await deps.gaps.about(work.claim.lane, work.step);
  // Nothing of ours is out: of a store that was put back, nothing that it knows of.
  if (state === 'queued' || (state === 'unknown' && progress.sends === 0))
    return gap === null ? send(deps, work, effect, progress) : lookInGap(deps, work, effect, progress, gap);
  if (state === 'sending' && deps.memory.wasUnsent(work.step.id, progress.sentAt)) {
    return send(deps, work, effect, progress.sends > 0 ? progress : { ...progress, sentAt: null, firstSentAt: null });
  }
  if (state === 'sending') {
    // Its worker died or stalled during the call.
    const dark = intoTheDark(progress, progress.sentAt ?? deps.now().getTime());
    await work.save({ state: 'unknown', progress: dark });
    return look(deps, work, effect, dark, gap);
  }
  return look(deps, work, effect, progress, gap);
}

async function send<T>(deps: RunDeps, work: Work, effect: Effect<T>, progress: StepProgress): Promise<Ending> {
  let sentAt = deps.now().getTime();
  try {
    await effect.prepare?.();
    sentAt = deps.now().getTime();
    const sending = { ...progress, sentAt, firstSentAt: progress.firstSentAt ?? sentAt };
    await work.save({ state: 'sending', progress: sending }).catch((error: unknown) => {
      deps.memory.rememberUnsent(work.step.id, sentAt);
      throw error;
    });
    const value = await effect.perform(work.desk);
    return await finish(deps, work, effect, {
      value,
      progress: sending,
      sends: progress.sends + 1,
      adopted: false,
    });
  } catch (error) {
    if (error instanceof LeaseLost || isAppError(error)) throw error;
    return fail(deps, work, effect, { failure: toDeskFailure(error), progress, sentAt, during: 'call' });
  }
}

/** Before anything is sent: whether it was done in a time of which the store knows nothing. */
async function lookInGap<T>(
  deps: RunDeps,
  work: Work,
  effect: Effect<T>,
  progress: StepProgress,
  gap: Gap,
): Promise<Ending> {
  const now = deps.now().getTime();
  const { from: firstSentAt, until: sentAt } = gap;
  let finding: Finding<T>;
  try {
    finding = await effect.find(work.desk, { firstSentAt, sentAt, now, isLast: true, ofGap: true });
  } catch (error) {
    if (error instanceof LeaseLost || isAppError(error)) throw error;
    return fail(deps, work, effect, { failure: toDeskFailure(error), progress, sentAt, during: 'look' });
  }
  deps.metrics.looked(work.step.kind, finding.kind);
  if (finding.kind === 'found') return adopt(deps, work, effect, finding.value);
  if (finding.kind === 'inconclusive') {
    const failure = new DeskFailure('unknown', finding.why);
    return fail(deps, work, effect, { failure, progress, sentAt, during: 'look' });
  }
  return now < gap.surelyAt ? { kind: 'later', dueAt: gap.surelyAt } : send(deps, work, effect, progress);
}

/** A call of before the backup may have been repeated in the time that the store does not know. */
function widened(search: Search, gap: Gap | null): Search {
  if (gap === null) return search;
  const { firstSentAt, sentAt } = search;
  return sentAt > gap.until
    ? { ...search, ofGap: true }
    : { ...search, firstSentAt: Math.min(firstSentAt, gap.from), sentAt: gap.until, ofGap: true };
}

async function look<T>(
  deps: RunDeps,
  work: Work,
  effect: Effect<T>,
  progress: StepProgress,
  gap: Gap | null,
): Promise<Ending> {
  const now = deps.now().getTime();
  const sentAt = progress.sentAt ?? now;
  const last = effect.looks.length - 1;
  const index = Math.min(progress.looks, last);
  const dueAt = sentAt + (effect.looks[index]?.afterMs ?? 0);
  if (now < dueAt) return { kind: 'later', dueAt };
  let finding: Finding<T>;
  try {
    const firstSentAt = progress.firstSentAt ?? sentAt;
    const search = { firstSentAt, sentAt, now, isLast: index === last };
    finding = await effect.find(work.desk, widened(search, gap));
  } catch (error) {
    if (error instanceof LeaseLost || isAppError(error)) throw error;
    return fail(deps, work, effect, { failure: toDeskFailure(error), progress, sentAt, during: 'look' });
  }
  deps.metrics.looked(work.step.kind, finding.kind);
  if (finding.kind === 'found') return adopt(deps, work, effect, finding.value);
  if (index < last) {
    await work.save({ state: 'unknown', progress: { ...progress, looks: index + 1 } });
    return { kind: 'later', dueAt: Math.max(now, sentAt + (effect.looks[index + 1]?.afterMs ?? 0)) };
  }
  if (finding.kind === 'inconclusive') {
    const failure = new DeskFailure('unknown', finding.why);
    return fail(deps, work, effect, { failure, progress, sentAt, during: 'look' });
  }
  if (gap !== null && now < gap.surelyAt) return { kind: 'later', dueAt: gap.surelyAt };
  work.logger.warn({ sends: progress.sends }, 'lost call had no effect, sending again');
  return send(deps, work, effect, progress);
}

async function adopt<T>(deps: RunDeps, work: Work, effect: Effect<T>, value: T): Promise<Ending> {
  deps.metrics.adopted(work.step.kind);
  work.logger.info({ kind: work.step.kind }, 'found the effect of a lost call');
  const { progress } = work.step;
  return finish(deps, work, effect, { value, progress, sends: Math.max(progress.sends, 1), adopted: true });
}

interface Done<T> {
  readonly value: T;
  readonly progress: StepProgress;
  readonly sends: number;
  readonly adopted: boolean;
}

async function finish<T>(deps: RunDeps, work: Work, effect: Effect<T>, done: Done<T>): Promise<Ending> {
  const settled = effect.settle(done.value, done.progress, done.sends);
  try {
    await work.save({
      state: settled.more ? 'queued' : 'done',
      progress: settled.progress,
      result: settled.result,
    });
  } catch (error) {
    const observation = effect.observation?.(done.value);
    if (observation !== undefined) await deps.ledger.observe(work.step.id, observation).catch(() => undefined);
    throw error;
  }
  if (settled.more) return { kind: 'later', dueAt: deps.now().getTime() };
  return { kind: 'finished', result: settled.result, progress: settled.progress, adopted: done.adopted };
}

interface Failed {
  readonly failure: DeskFailure;
  readonly progress: StepProgress;
  readonly sentAt: number;
  readonly during: 'call' | 'look';
}

async function fail<T>(deps: RunDeps, work: Work, effect: Effect<T>, failed: Failed): Promise<Ending> {
  const { failure, progress } = failed;
  const now = deps.now().getTime();
  if (failed.during === 'call' && failure.kind === 'rejected') {
    const dropped = effect.degrade?.(failure.fields) ?? null;
    if (dropped !== null) {
      work.logger.warn({ dropped }, 'Desk refused optional fields, leaving them out');
      deps.memory.rememberRefused(dropped, now);
      await work.save({ state: 'queued', progress: { ...progress, dropped }, lastError: failure.message });
      return { kind: 'later', dueAt: now };
    }
  }
  const isOwnTicket = work.claim.lane.requestId !== null;
  const { settings, random } = deps;
  const plan = planFailure({ ...failed, isOwnTicket, now, settings, looks: effect.looks, random });
  await work.save({ state: plan.state, progress: plan.progress, lastError: failure.message });
  report(deps, work, failure, plan.state);
  if (plan.dueAt === null) return { kind: 'dead', reason: failure.message };
  if (plan.pause) deps.memory.pause(plan.dueAt);
  return { kind: 'later', dueAt: plan.dueAt, waitsForDesk: plan.waitsForDesk };
}

function report({ memory, metrics, now }: RunDeps, work: Work, failure: DeskFailure, state: string): void {
  const { kind, message: reason, fields, cause } = failure;
  metrics.failed(work.step.kind, kind);
  // Desk's own code and status, or the error that kept us from having any.
  const details = {
    failure: kind,
    reason,
    fields,
    state,
    ...(cause instanceof Error ? { err: cause } : { answer: cause }),
  };
  const needsPerson = kind === 'misconfigured' || kind === 'rejected';
  if (needsPerson) {
    const what = `Desk refuses our work: ${reason}`;
    const pointers = fields.map((field) => field.pointer).join(', ');
    const mend =
      pointers === '' ? 'See the sentence itself; the request is kept and tried again' : `Look at ${pointers}`;
    memory.rememberProblem({ what, mend }, now().getTime());
  }
  if (needsPerson || state === 'dead') work.logger.error(details, 'Desk work needs a person');
  else work.logger.warn(details, 'Desk call failed, will go on later');
}

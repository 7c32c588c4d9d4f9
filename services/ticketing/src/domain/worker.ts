import { inSpan, withOrigin } from '@acebuddy/service-kit';
import { type Claim, parkedError, type Release, type Step, stepKinds, stepStates } from '../ports.ts';
import { type AfterStepDeps, afterStep } from './after-step.ts';
import type { Completions } from './completions.ts';
import { nameLostFile } from './lost-file.ts';
import { type Ending, type RunDeps, runEffect } from './run-effect.ts';
import { type RunEffect, runChange, runCreate, type StepEffectDeps } from './step-effect.ts';
import { LeaseLost, toWork } from './work.ts';

export interface WorkerDeps extends RunDeps, StepEffectDeps, AfterStepDeps {
  readonly completions: Completions;
  /** More work of this lane may be due at once. */
  readonly wake: () => void;
}

export interface Worker {
  /** One turn at the head of a claimed lane. */
  run(claim: Claim): Promise<void>;
}

export function createWorker(deps: WorkerDeps): Worker {
  return {
    run: async (claim) => {
      try {
        await underItsRequest(claim, () => runHead(deps, claim));
      } catch (error) {
        if (error instanceof LeaseLost) {
          deps.metrics.leaseLost();
          deps.logger.warn({ laneId: claim.lane.id, stepId: claim.step?.id }, 'another worker took this over');
          return;
        }
        await giveBack(deps, claim);
        throw error;
      }
    },
  };
}

/** Whoever does it, and however late: every call and line of it carries the id of the request that ordered it. */
function underItsRequest({ step }: Claim, run: () => Promise<void>): Promise<void> {
  if (step === null) return run();
  const attributes = { 'acebuddy.work': step.kind, 'acebuddy.attempt': step.progress.attempts + 1 };
  return withOrigin(step.origin, () =>
    inSpan(() => ({ name: `desk ${step.kind}`, kind: 'consumer', attributes }), run),
  );
}

async function runHead(deps: WorkerDeps, claim: Claim): Promise<void> {
  const { step, lane } = claim;
  if (step === null) return letGo(deps, claim, { remove: false, dueAt: null });
  if (step.state !== 'discarded' && isForeign(step)) return park(deps, claim, step);
  if (isOver(step)) return conclude(deps, claim, step);
  if (step.payload === null) return giveUp(deps, claim, step, unreadable);
  if (step.kind !== 'create' && lane.ticketId === null) return giveUp(deps, claim, step, noTicket);
  const work = toWork(deps, claim, step);
  const run: RunEffect<Ending> = (effect) => runEffect(deps, work, effect);
  const ending =
    step.kind === 'create' || lane.ticketId === null
      ? await runCreate(deps, step, run)
      : await runChange(deps, step, lane.ticketId, run);
  if (ending.kind === 'later') {
    const { dueAt, waitsForDesk = false } = ending;
    return letGo(deps, claim, { remove: false, dueAt, waitsForDesk, stepAside: isInTheWay(step) });
  }
  if (ending.kind === 'dead') return conclude(deps, claim, { ...step, state: 'dead', lastError: ending.reason });
  const { result, progress, adopted } = ending;
  if (result.ticket !== undefined) {
    deps.metrics.created(adopted ? 'adopted' : 'created', deps.now().getTime() - step.createdAt);
    work.logger.info(
      { ticketId: result.ticket.ticketId, ticketNumber: result.ticket.ticketNumber, adopted },
      'ticket exists',
    );
  }
  await callWaiting(deps);
  return conclude(deps, claim, { ...step, state: 'done', result, progress });
}

/** Each success calls this many others: after an outage that is exponential growth, which every failure halts. */
const calledBySuccess = 2;

/** Desk can be reached: lanes that wait for it need not sit out their backoff. Their number at once stays limited. */
async function callWaiting({ ledger, now, wake }: WorkerDeps): Promise<void> {
  // Nobody's result depends on it: a lane that is not called comes by itself.
  const called = await ledger.hurry(calledBySuccess, now().getTime()).catch(() => 0);
  if (called > 0) wake();
}

/** What the ticket can do without for a while. Her words and its status do not wait for it until it is given up. */
const minorKinds: ReadonlySet<Step['kind']> = new Set(['attachment', 'call', 'tags', 'priority', 'proof', 'revise']);
const patientAttempts = 3;

function isInTheWay({ kind, progress }: Step): boolean {
  return minorKinds.has(kind) && progress.attempts >= patientAttempts;
}

function isOver(step: Step): boolean {
  return step.state === 'done' || step.state === 'dead' || step.state === 'discarded';
}

const knownKinds: ReadonlySet<string> = new Set(stepKinds);
const knownStates: ReadonlySet<string> = new Set(stepStates);

/** Written by a newer release, which alone knows what it means, and what follows from its end. */
function isForeign({ kind, state, foreign }: Step): boolean {
  return foreign !== undefined || !knownKinds.has(kind) || !knownStates.has(state);
}

/** Such a release may stand beside us already. */
const parkedMs = 60_000;

/**
 * Left as it is for a release that can do it. Once there is a ticket, the customer's words do not wait for that: they go
 * on when this one would have been looked at again.
 */
async function park(deps: WorkerDeps, claim: Claim, step: Step): Promise<void> {
  const { lane } = claim;
  deps.metrics.parked(step.kind);
  if (step.lastError !== parkedError) {
    deps.logger.error({ laneId: lane.id, stepId: step.id, kind: step.kind }, 'Desk work waits for a newer release');
    await deps.ledger.park(claim);
  }
  const dueAt = deps.now().getTime() + parkedMs;
  return letGo(deps, claim, { remove: false, dueAt, stepAside: lane.ticketId !== null });
}

/** The head step has ended: tell who waits for it, do what follows from it, go on with the lane. */
async function conclude(deps: WorkerDeps, claim: Claim, step: Step): Promise<void> {
  deps.completions.notify(step.id);
  if (step.state === 'dead') {
    deps.metrics.finished(step.kind, 'dead');
    await nameLostFile(deps, claim.lane, step);
    // Whoever sets that status now is a person.
    if (step.kind === 'status' && claim.lane.ticketId !== null)
      await deps.watches.expectStatus(claim.lane.ticketId, null);
    // Without its ticket the lane cannot go on; anything else steps aside for what comes after it.
    return letGo(deps, claim, step.kind === 'create' ? { remove: false, dueAt: null } : { remove: true, dueAt: null });
  }
  if (step.state === 'discarded') return letGo(deps, claim, { remove: true, dueAt: null });
  await afterStep(deps, claim.lane, step);
  deps.metrics.finished(step.kind, 'done');
  const ticket = step.result?.ticket;
  return letGo(deps, claim, { remove: true, dueAt: null, ...(ticket === undefined ? {} : { ticket }) });
}

const noTicket = 'the request that creates its ticket never came, or was dropped';
const unreadable = 'its record cannot be opened: is a key missing from ENCRYPTION_KEYS?';

/** Work that cannot even be begun: a person has to look at it. */
async function giveUp(deps: WorkerDeps, claim: Claim, step: Step, lastError: string): Promise<void> {
  const work = toWork(deps, claim, step);
  await work.save({ state: 'dead', progress: step.progress, lastError });
  work.logger.error({ reason: lastError }, 'Desk work needs a person');
  return conclude(deps, claim, { ...step, state: 'dead' });
}

const storeTroubleMs = 1_000;

/** The store failed in the middle: nothing of ours is under way any more, so nobody need wait for the lease to end. */
async function giveBack(deps: WorkerDeps, claim: Claim): Promise<void> {
  const now = deps.now().getTime();
  await deps.ledger.release(claim, { remove: false, dueAt: now + storeTroubleMs }, now).catch(() => false);
}

async function letGo(deps: WorkerDeps, claim: Claim, release: Release): Promise<void> {
  const now = deps.now().getTime();
  if (!(await deps.ledger.release(claim, release, now))) throw new LeaseLost();
  if (release.remove || (release.dueAt !== null && release.dueAt <= now)) deps.wake();
}

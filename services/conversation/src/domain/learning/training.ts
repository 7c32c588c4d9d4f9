import { createHash } from 'node:crypto';
import type { Audit } from '@acebuddy/audit';
import { type Actor, AppError } from '@acebuddy/contracts';
import type { DetectableWorkflow } from '@acebuddy/detection';
import { type Learner, type LearnProgress, objections } from '@acebuddy/detection/learn';
import type { Logger } from '@acebuddy/service-kit';
import type { Labels } from './labels.ts';
import type { LearningState, Models } from './models.ts';

export interface TrainingDeps {
  readonly models: Models;
  readonly labels: Labels;
  readonly learner: Pick<Learner, 'learn'>;
  readonly workflows: readonly DetectableWorkflow[];
  readonly cacheFolder: string | null;
  readonly audit: Pick<Audit, 'record'>;
  /** Names this process. */
  readonly owner: string;
  readonly logger: Logger;
  readonly now: () => Date;
  /** How often the others hear how far it is, in milliseconds; a second when left out. */
  readonly tellEveryMs?: number;
}

export interface Trainer {
  /**
   * Begins to train, in the background; whoever asks sees how far it is.
   *
   * @throws AppError `CONFLICT` while one is trained, `UNPROCESSABLE` where there is nothing to learn
   */
  start(actor: Actor | undefined): Promise<void>;
  /** Ends with what is under way, whatever becomes of it. */
  settled(): Promise<void>;
}

/** A process that told nothing for so long is gone. */
const leaseMs = 30_000;

export function createTrainer(deps: TrainingDeps): Trainer {
  let running: Promise<void> = Promise.resolve();
  return {
    async start(actor) {
      const { models, labels, owner, now } = deps;
      const [lines, state] = await Promise.all([labels.places(), models.state()]);
      if (lines.length === 0 && state.active === null)
        throw new AppError('UNPROCESSABLE', 'Nothing is labelled yet: there is nothing to learn from.');
      const startedAt = now().toISOString();
      const { lastId } = await models.change((current) => {
        if (isRunning(current, now()))
          throw new AppError('CONFLICT', 'A model is being trained already; its progress is shown here.');
        const id = current.lastId + 1;
        const begun = { phase: 'topics', language: null, share: 0, problem: null } as const;
        const leaseUntil = leaseFrom(now());
        return { ...current, lastId: id, training: { id, state: 'running', startedAt, ...begun, owner, leaseUntil } };
      });
      running = train(deps, lastId, actor);
    },
    settled: () => running,
  };
}

/** Whether somebody is at it. */
export function isRunning({ training }: LearningState, now: Date): boolean {
  return training?.state === 'running' && training.leaseUntil > now.toISOString();
}

const leaseFrom = (now: Date): string => new Date(now.getTime() + leaseMs).toISOString();

async function train(deps: TrainingDeps, id: number, actor: Actor | undefined): Promise<void> {
  const { models, labels, learner, audit, logger, now } = deps;
  let progress: LearnProgress = { phase: 'topics', language: null, share: 0 };
  const tell = (change: Partial<NonNullable<LearningState['training']>>, also: Partial<LearningState> = {}) =>
    models.change((state) =>
      state.training?.id === id
        ? { ...state, ...also, training: { ...state.training, ...progress, leaseUntil: leaseFrom(now()), ...change } }
        : state,
    );
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = telling
      .then(() => tell({}))
      .then(
        () => {},
        (error: unknown) => logger.warn({ err: error }, 'the progress of a training could not be told'),
      );
  }, deps.tellEveryMs ?? 1_000);
  try {
    const { active } = await models.state();
    const lines = await labels.lines();
    const places = await labels.places();
    const current = active === null ? null : await models.bytes(active).catch(() => null);
    const cache = deps.cacheFolder === null ? {} : { cacheFolder: deps.cacheFolder };
    const request = { workflows: deps.workflows, lines, current, ...cache };
    const { model, groups, learnedFrom, heldOut } = await learner.learn(request, (next) => {
      progress = next;
    });
    const against = objections(groups);
    await models.put(id, model, {
      at: now().toISOString(),
      learnedFrom,
      heldOut,
      lines: places.map(digestOfPlace),
      comparedWith: active,
      groups: [...groups],
      mayBeTaken: against.length === 0,
    });
    clearInterval(timer);
    await telling;
    const state = await tell({ state: 'done', share: 1 }, { newest: id });
    await models.tidy(state);
    const details = { labels: lines.length, heldOut, mayBeTaken: against.length === 0, worse: against.length };
    await audit.record({ kind: 'model_trained', subject: `model ${id}`, actor, details });
  } catch (error) {
    clearInterval(timer);
    logger.error({ err: error, model: id }, 'a model could not be trained');
    const problem = error instanceof AppError ? error.message : 'The training ended with an error; the log has it.';
    await telling
      .then(() => tell({ state: 'failed', problem }))
      .catch((again: unknown) => {
        logger.warn({ err: again }, 'that a training failed could not be told');
      });
  } finally {
    clearInterval(timer);
  }
}

/** Tells nothing of the chat, and is enough to see which labels are there no more. */
export const digestOfPlace = (place: string): string => createHash('sha256').update(place).digest('hex').slice(0, 12);

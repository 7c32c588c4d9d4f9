import type { Audit } from '@acebuddy/audit';
import {
  type Actor,
  AppError,
  type doubtPageSchema,
  type LearnedModel,
  type Learning as LearningAnswer,
  type labelledSchema,
  type labelMessagesInputSchema,
  type listDoubtsInputSchema,
} from '@acebuddy/contracts';
import { acts } from '@acebuddy/detection';
import { objections } from '@acebuddy/detection/learn';
import type { z } from 'zod';
import type { LearningStore } from '../../learning-ports.ts';
import { type LabelDeps, labelMessages } from './label-messages.ts';
import { type ListDoubtsDeps, listDoubts } from './list-doubts.ts';
import type { ModelFollower } from './model-follower.ts';
import type { LearningState, ModelCard, Models } from './models.ts';
import { digestOfPlace, isRunning, type Trainer } from './training.ts';

export interface LearningDeps extends LabelDeps, Omit<ListDoubtsDeps, 'labels'> {
  readonly store: LearningStore;
  readonly models: Models;
  readonly trainer: Trainer;
  readonly follower: ModelFollower;
  readonly audit: Pick<Audit, 'record'>;
}

/** What was not understood, what people say of it, and the model that is learned of that. */
export interface Learning {
  doubts(input: z.output<typeof listDoubtsInputSchema>): Promise<z.output<typeof doubtPageSchema>>;
  label(input: z.output<typeof labelMessagesInputSchema>): Promise<z.output<typeof labelledSchema>>;
  view(): Promise<LearningAnswer>;
  /** `CONFLICT` while one is trained; `UNPROCESSABLE` where there is nothing to learn. */
  train(actor: Actor | undefined): Promise<void>;
  /**
   * `NOT_FOUND` for a model that there is not, `CONFLICT` where it was compared with another one than is in force,
   * `UNPROCESSABLE` where something got worse or it cannot be used.
   */
  take(id: number, actor: Actor | undefined): Promise<void>;
  /** To the model before. `CONFLICT` where there is none. */
  back(actor: Actor | undefined): Promise<void>;
}

/** Models that can be gone back to. */
const historyMax = 5;

export function createLearning(deps: LearningDeps): Learning {
  const { models, trainer, follower, audit, store, labels, now } = deps;
  const cardsOf = async (ids: readonly (number | null)[]): Promise<LearnedModel[]> => {
    const known = new Set((await labels.places()).map(digestOfPlace));
    const cards = await Promise.all(
      [...new Set(ids)].map(async (id) => {
        const card = id === null ? null : await models.card(id).catch(() => null);
        return id === null || card === null ? [] : [toModel(id, card, known)];
      }),
    );
    return cards.flat();
  };
  return {
    doubts: ({ actor: _actor, ...input }) => listDoubts(deps, input),
    label: (input) => labelMessages(deps, input),
    async view() {
      const [counts, state] = await Promise.all([store.countLabels(), models.state()]);
      const { active, newest, history } = state;
      return {
        acts: [...acts],
        labels: counts.map(({ head, name, count }) => ({ head: head as 'topic' | 'act', name, count })),
        training: toTraining(state, now()),
        active,
        ...(history.length === 0 ? {} : { before: history.at(-1) ?? null }),
        refused: follower.refused(),
        models: (await cardsOf([newest, active])).toSorted((one, other) => other.id - one.id),
      };
    },
    train: (actor) => trainer.start(actor),
    async take(id, actor) {
      const card = await models.card(id);
      if (card === null) throw new AppError('NOT_FOUND', `There is no model ${id}.`);
      if (!card.mayBeTaken) throw new AppError('UNPROCESSABLE', refusalOf(card));
      await follower.check(id);
      const { history } = await models.change((state) => {
        if (state.active === id) throw new AppError('CONFLICT', `Model ${id} is in force already.`);
        if (state.active !== card.comparedWith)
          throw new AppError('CONFLICT', 'Another model is in force than it was compared with. Train again.');
        return { ...state, active: id, history: [...state.history, state.active].slice(-historyMax) };
      });
      await audit.record({
        kind: 'model_taken',
        subject: `model ${id}`,
        actor,
        details: { before: history.at(-1) ?? 'the shipped one', labels: card.learnedFrom },
      });
      await follower.follow();
    },
    async back(actor) {
      let left: number | null = null;
      const state = await models.change((current) => {
        const before = current.history.at(-1);
        if (before === undefined) throw new AppError('CONFLICT', 'There is no model before the one in force.');
        left = current.active;
        return { ...current, active: before, history: current.history.slice(0, -1) };
      });
      const name = (id: number | null) => (id === null ? 'the shipped one' : `model ${id}`);
      await audit.record({ kind: 'model_returned', subject: name(state.active), actor, details: { left: name(left) } });
      await follower.follow();
    },
  };
}

function toModel(id: number, card: ModelCard, known: ReadonlySet<string>): LearnedModel {
  const { at, learnedFrom, heldOut, comparedWith, groups, mayBeTaken, lines } = card;
  const labelsGone = lines.filter((line) => !known.has(line)).length;
  return { id, at, learnedFrom, heldOut, labelsGone, comparedWith, groups, mayBeTaken };
}

function toTraining(state: LearningState, now: Date): LearningAnswer['training'] {
  const { training, newest } = state;
  if (training === null) return null;
  const { id, startedAt, phase, language, share, problem } = training;
  const isGone = training.state === 'running' && !isRunning(state, now);
  return {
    state: isGone ? 'failed' : training.state,
    startedAt,
    phase,
    language,
    share,
    modelId: training.state === 'done' && newest === id ? id : null,
    problem: isGone ? 'The process that trained has stopped. Train again.' : problem,
  };
}

/** Says what speaks against it. */
function refusalOf({ groups }: ModelCard): string {
  const named = objections(groups).map(
    ({ head, name, language, isContradicted }) =>
      `${head} ${name}${language === null ? '' : ` (${language})`}${isContradicted ? ': its labels are contradicted' : ''}`,
  );
  return `It reads worse than the model in force, by more than the error: ${[...new Set(named)].slice(0, 5).join('; ')}.`;
}

import { randomUUID } from 'node:crypto';
import type { Audit } from '@acebuddy/audit';
import { AppError } from '@acebuddy/contracts';
import type { DetectableWorkflow } from '@acebuddy/detection';
import type { Learner, Readings } from '@acebuddy/detection/learn';
import { createTicker, type Logger } from '@acebuddy/service-kit';
import { type Database, openVersionedRecord, type RecordCipher } from '@acebuddy/storage';
import { createMongoLearningStore } from './adapters/mongo-learning-store.ts';
import { createSqliteLearningStore } from './adapters/sqlite-learning-store.ts';
import type { Conversations, PersonKeys } from './domain/conversations.ts';
import { createLabels, type Labels } from './domain/learning/labels.ts';
import { createLearning, type Learning } from './domain/learning/learning.ts';
import { createModelFollower } from './domain/learning/model-follower.ts';
import { createModels, learningRecord, learningStateSchema, noLearning } from './domain/learning/models.ts';
import { createTrainer } from './domain/learning/training.ts';

/** What learns from labels, and reads with what was learned. */
export interface Learns {
  readonly readings: Pick<Readings, 'use' | 'check'>;
  readonly learner: Learner;
  readonly workflows: readonly DetectableWorkflow[];
  /** Where a model that was made at a start is kept; null: nowhere. */
  readonly cacheFolder: string | null;
}

export interface OpenLearningDeps {
  readonly database: Database;
  readonly cipher: RecordCipher;
  readonly personKeys: PersonKeys;
  readonly conversations: Pick<Conversations, 'load' | 'turnsBefore'>;
  readonly audit: Audit;
  /** Left out: labels are kept, and nothing is trained. */
  readonly learns?: Learns | undefined;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface OpenedLearning {
  readonly learning: Learning;
  readonly labels: Labels;
  start(): void;
  stop(): Promise<void>;
}

/** So often a replica looks which model is in force: one small record. */
const followEveryMs = 2_000;

/** Puts together what this service learns. Reads with the model in force when it returns. */
export async function openLearning(deps: OpenLearningDeps): Promise<OpenedLearning> {
  const { database, cipher, personKeys, learns = learnsNothing, logger } = deps;
  const store =
    database.kind === 'mongo' ? await createMongoLearningStore(database.db) : createSqliteLearningStore(database.db);
  const record = openVersionedRecord({
    ...{ database, cipher, ...learningRecord },
    parse: (value) => learningStateSchema.parse(value),
    unreadable: noLearning,
  });
  const labels = createLabels({ store, cipher, personKeys });
  const models = createModels({ store, cipher, record });
  const { readings, learner, workflows, cacheFolder } = learns;
  const follower = createModelFollower({ models, readings, logger });
  const owner = randomUUID();
  const trainer = createTrainer({ ...deps, models, labels, learner, workflows, cacheFolder, owner });
  const ids = new Set(workflows.map(({ id }) => id));
  await follower.follow().catch((error: unknown) => {
    logger.error({ err: error }, 'the model in force could not be looked up, and the shipped one reads until it is');
  });
  const ticker = createTicker({ name: 'conversation-model', everyMs: followEveryMs, turn: follower.follow, logger });
  return {
    learning: createLearning({ ...deps, store, labels, models, trainer, follower, workflows: ids }),
    labels,
    start: ticker.start,
    async stop() {
      await Promise.all([ticker.stop(), learner.close()]);
      await trainer.settled();
    },
  };
}

const learnsNothing: Learns = {
  readings: { use: () => {}, check: () => {} },
  learner: {
    learn: async () => {
      throw new AppError('UNPROCESSABLE', 'This process does not train.');
    },
    close: async () => {},
  },
  workflows: [],
  cacheFolder: null,
};

import { join } from 'node:path';
import { openAudit } from '@acebuddy/audit';
import { createLearner, createReadings } from '@acebuddy/detection/learn';
import type { Logger } from '@acebuddy/service-kit';
import { createRecordCipher, type Database, type EncryptionKeys } from '@acebuddy/storage';
import { loadAllWorkflows } from './adapters/load-all-workflows.ts';
import { createPersonKeys } from './adapters/person-keys.ts';
import type { Learning } from './domain/learning/learning.ts';
import { openLearning } from './open-learning.ts';

export interface LearningAloneOptions {
  /** Conversation's own; it may be in use by running services, which follow what is changed here. */
  readonly database: Database;
  readonly keys: EncryptionKeys;
  readonly dataDir: string;
  /** `WORKFLOWS_DIR`, the same as the services have: a model fits their workflows alone. */
  readonly workflowsDir: string | null;
  readonly logger: Logger;
}

export interface LearningAlone extends Pick<Learning, 'view' | 'train' | 'take' | 'back'> {
  close(): Promise<void>;
}

const nobodysChats = { load: async () => null, turnsBefore: async () => [] };

/** Training and models without the service around them, for a command line. */
export async function openLearningAlone(options: LearningAloneOptions): Promise<LearningAlone> {
  const { database, keys, dataDir, workflowsDir, logger } = options;
  const now = () => new Date();
  const cacheFolder = join(dataDir, 'models');
  const workflows = loadAllWorkflows(workflowsDir).map(({ definition: { id, name, examples } }) => ({
    id,
    name,
    examples,
  }));
  const readings = createReadings({ workflows, cacheFolder });
  const { learning, stop } = await openLearning({
    database,
    cipher: createRecordCipher(keys),
    personKeys: createPersonKeys(keys),
    conversations: nobodysChats,
    audit: await openAudit({ database, encryptionKeys: keys, logger, chain: 'conversation', now }),
    learns: { readings, learner: createLearner(), workflows, cacheFolder },
    logger,
    now,
  });
  const { view, train, take, back } = learning;
  return { view, train, take, back, close: stop };
}

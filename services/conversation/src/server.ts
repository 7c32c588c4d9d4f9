import { randomUUID } from 'node:crypto';
import { detectionCharsMax } from '@acebuddy/contracts';
import type { Logger, Metrics } from '@acebuddy/service-kit';
import { createRecordCipher, type Database, type EncryptionKey } from '@acebuddy/storage';
import type { Engine, EngineSettings } from '@acebuddy/workflows';
import { createMongoConversationStore } from './adapters/mongo-conversation-store.ts';
import { createPersonKeys } from './adapters/person-keys.ts';
import { createSqliteConversationStore } from './adapters/sqlite-conversation-store.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { createContextSource } from './domain/context.ts';
import { createConversations } from './domain/conversations.ts';
import type { Redact } from './domain/redact-content.ts';
import { createWorkRunner, type RunnerDeps } from './domain/work-runner.ts';
import { newReference } from './ids.ts';
import type { Advisor, Detector, Directory, Knowledge, Notifications, Ticketing } from './ports.ts';
import { type ConversationRouter, createConversationRouter } from './router.ts';

export interface ConversationServerDeps {
  readonly database: Database;
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly ticketing: Ticketing;
  readonly notifications: Notifications;
  readonly engine: Engine;
  readonly detector: Detector;
  readonly advisor: Advisor | null;
  readonly directory: Directory;
  readonly knowledge: Knowledge;
  readonly settings: EngineSettings;
  readonly redact: Redact;
  readonly callbacksEnabled: boolean;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now?: () => Date;
  readonly random?: () => number;
  readonly feedEveryMs?: number;
}

export interface ConversationServer {
  readonly router: ConversationRouter;
  readonly conversation: Conversation;
  start(): void;
  stop(): Promise<void>;
}

/** Puts the service together. Never listens, never reads the environment. */
export async function createServer(deps: ConversationServerDeps): Promise<ConversationServer> {
  const now = deps.now ?? (() => new Date());
  const store =
    deps.database.kind === 'mongo'
      ? await createMongoConversationStore(deps.database.db)
      : createSqliteConversationStore(deps.database.db);
  const cipher = createRecordCipher(deps.encryptionKeys);
  const conversations = createConversations({ store, cipher, personKeys: createPersonKeys(deps.encryptionKeys) });
  const worked = deps.metrics.counter({
    name: 'acebuddy_outbox_work_total',
    help: 'Attempts at outbox work by kind and outcome',
    labels: ['kind', 'outcome'],
  });
  const runnerDeps: RunnerDeps = {
    ...deps,
    conversations,
    contexts: createContextSource({ ...deps, conversations, now }),
    newReference,
    random: deps.random ?? Math.random,
    now,
    owner: randomUUID(),
    remindAfterMinutes: deps.settings.approvalReminderMinutes,
    onWork: (kind, outcome) => worked.inc({ kind, outcome }),
  };
  const conversation = createConversation({
    ...deps,
    ...runnerDeps,
    store,
    runner: createWorkRunner(runnerDeps),
    elapsedMs: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    detectionCharsMax,
    ping: () => deps.database.ping(),
    forwardDepartment: deps.settings.forwardDepartment ?? null,
    feedEveryMs: deps.feedEveryMs ?? 2_000,
  });
  return {
    router: createConversationRouter(conversation),
    conversation,
    start: () => conversation.start(),
    stop: () => conversation.stop(),
  };
}

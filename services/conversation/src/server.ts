import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAudit } from '@acebuddy/audit';
import { detectionCharsMax } from '@acebuddy/contracts';
import type { ImpactInputs } from '@acebuddy/metrics';
import { createKeyedMutex, createTicker, type Logger, type Metrics } from '@acebuddy/service-kit';
import {
  createRecordCipher,
  type Database,
  type EncryptionKey,
  forgetAfter,
  openRestoreMarks,
} from '@acebuddy/storage';
import { bundledWorkflowsFolder, type Engine, type EngineSettings, type Workflow } from '@acebuddy/workflows';
import { createMemoryVisitorCounts } from './adapters/memory-visitor-counts.ts';
import { createMongoConversationStore } from './adapters/mongo-conversation-store.ts';
import { createMongoVisitorCounts } from './adapters/mongo-visitor-counts.ts';
import { createPersonKeys } from './adapters/person-keys.ts';
import { createReferences } from './adapters/request-references.ts';
import { createSqliteConversationStore } from './adapters/sqlite-conversation-store.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { auditedConversations } from './domain/audited-conversations.ts';
import { createExportScript } from './domain/chat-script/export-script.ts';
import { createConsole } from './domain/console/console.ts';
import { createListTakeIn } from './domain/console/take-in-list.ts';
import { createContextSource } from './domain/context.ts';
import { createConversations } from './domain/conversations.ts';
import { createCountAhead } from './domain/count-ahead.ts';
import { createDayCounts } from './domain/day-counts.ts';
import { createFactCounter } from './domain/facts/count-facts.ts';
import { takeIn } from './domain/facts/take-in.ts';
import { takeParkedNews } from './domain/feeds.ts';
import { createKeptDayCounts } from './domain/kept-day-counts.ts';
import { createPersonRights } from './domain/person-rights.ts';
import { inLanes, type PrepareRedaction } from './domain/redact-content.ts';
import { report } from './domain/report.ts';
import { heedRestores } from './domain/restored.ts';
import { removeExpired } from './domain/retention.ts';
import { createVisitorCaps, defaultVisitorCaps, type VisitorCapSettings } from './domain/visitor-caps.ts';
import { createWorkRunner, type RunnerDeps } from './domain/work-runner.ts';
import { workflowReport, workflowsReport } from './domain/workflow-report/workflow-report.ts';
import { type Learns, openLearning } from './open-learning.ts';
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
  /** What learns from labels and reads with what was learned; left out, labels are kept and nothing is trained. */
  readonly learns?: Learns;
  readonly directory: Directory;
  readonly knowledge: Knowledge;
  readonly settings: EngineSettings;
  readonly redaction: { readonly prepare: PrepareRedaction };
  readonly callbacksEnabled: boolean;
  /** What one visitor may cause in an hour before a person takes over. */
  readonly visitorCaps?: VisitorCapSettings;
  /** Days after which a chat without news is removed with its transcript; 365 when left out. */
  readonly retention?: { readonly transcriptDays: number };
  /** What the figures of hours and money saved assume; nothing is saved when left out. */
  readonly impact?: ImpactInputs;
  /** The workflows that the engine has, for the console; none when left out. */
  readonly workflows?: readonly Workflow[];
  /** Digest of the settings that are no secrets, for the audit trail. */
  readonly configDigest?: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now?: () => Date;
  /** Monotonic milliseconds; the process's own when left out. */
  readonly elapsedMs?: () => number;
  /** Waits by the same time. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
  readonly feedEveryMs?: number;
  readonly takeInEveryMs?: number;
}

export interface ConversationServer {
  readonly router: ConversationRouter;
  readonly conversation: Conversation;
  start(): void;
  stop(): Promise<void>;
}

const noImpact: ImpactInputs = { hourCost: 0, currency: '', minutesSaved: {} };
/** Chats of an earlier release are looked for this often; without any that is one look into an index. */
const takeInEveryMs = 5_000;
/** After a start others come first; then it is one look at the clock. */
const countAheadEveryMs = 3_000;
const retentionEveryMs = 10 * 60_000;
/** About as long as a turn takes: the loser of a conflict comes back when the winner is through. */
const conflictPauseMsMax = 12;

/** Puts the service together. Never listens, never reads the environment. */
export async function createServer(deps: ConversationServerDeps): Promise<ConversationServer> {
  const now = deps.now ?? (() => new Date());
  const store =
    deps.database.kind === 'mongo'
      ? await createMongoConversationStore(deps.database.db)
      : createSqliteConversationStore(deps.database.db);
  const cipher = createRecordCipher(deps.encryptionKeys);
  const audit = await openAudit({ ...deps, chain: 'conversation', now });
  const personKeys = createPersonKeys(deps.encryptionKeys);
  const random = deps.random ?? Math.random;
  const afterConflict = () => sleep(random() * conflictPauseMsMax);
  const conversations = auditedConversations(
    createConversations({ store, cipher, personKeys, afterConflict, countFacts: createFactCounter({ ...deps, now }) }),
    audit,
  );
  const restoredAt = await heedRestores({
    ...deps,
    marks: openRestoreMarks(deps.database),
    store,
    conversations,
    audit,
  });
  // A store that is shared by replicas counts for all of them.
  const counts =
    deps.database.kind === 'mongo'
      ? await createMongoVisitorCounts(deps.database.db, { digest: (key) => personKeys(`visitor ${key}`)[0], now })
      : createMemoryVisitorCounts(now);
  const worked = deps.metrics.counter({
    name: 'acebuddy_outbox_work_total',
    help: 'Attempts at outbox work by kind and outcome',
    labels: ['kind', 'outcome'],
  });
  const runnerDeps: RunnerDeps = {
    ...deps,
    conversations,
    contexts: createContextSource({ ...deps, conversations, now }),
    referenceOf: createReferences(deps.encryptionKeys),
    restoredAt,
    random,
    now,
    owner: randomUUID(),
    remindAfterMinutes: deps.settings.approvalReminderMinutes,
    onWork: (kind, outcome) => worked.inc({ kind, outcome }),
    takeNews: (work) => takeParkedNews(systemDeps, work),
  };
  const systemDeps = { ...deps, ...runnerDeps, store, runner: createWorkRunner(runnerDeps) };
  const conversation = createConversation({
    ...systemDeps,
    elapsedMs: deps.elapsedMs ?? (() => performance.now()),
    sleep: deps.sleep ?? sleep,
    detectionCharsMax,
    redact: inLanes(deps.redaction.prepare, createKeyedMutex()),
    caps: createVisitorCaps(deps.visitorCaps ?? defaultVisitorCaps, counts),
    networkKey: (network) => personKeys(`network ${network}`)[0],
    ping: () => deps.database.ping(),
    forwardDepartment: deps.settings.forwardDepartment ?? null,
    feedEveryMs: deps.feedEveryMs ?? 2_000,
  });
  const transcriptDays = deps.retention?.transcriptDays ?? 365;
  const retention = createTicker({
    name: 'conversation-retention',
    everyMs: retentionEveryMs,
    turn: async () => {
      if ((await removeExpired({ store, audit, now, transcriptDays })) > 0) await deps.database.forget();
    },
    logger: deps.logger,
  });
  const counting = createTicker({
    name: 'conversation-facts',
    everyMs: deps.takeInEveryMs ?? takeInEveryMs,
    turn: async () => {
      const taken = await takeIn({ store, conversations, logger: deps.logger });
      if (taken > 0) deps.logger.info({ taken }, 'chats of an earlier release are counted now');
    },
    logger: deps.logger,
  });
  const listTakeIn = createListTakeIn({ store, conversations, now, logger: deps.logger });
  const listing = createTicker({
    name: 'conversation-lists',
    everyMs: deps.takeInEveryMs ?? takeInEveryMs,
    turn: async () => {
      const taken = await listTakeIn();
      if (taken > 0) deps.logger.info({ taken }, 'chats of an earlier release are listed now');
    },
    logger: deps.logger,
  });
  const counted = { hours: deps.settings.businessHours, impact: deps.impact ?? noImpact, now };
  const kept = createKeptDayCounts({ ...counted, store, logger: deps.logger });
  const countDays = createDayCounts({ ...counted, store, kept });
  const { engine, logger } = deps;
  const console = createConsole({ ...counted, store, conversations, engine, logger, countDays });
  const countAhead = createTicker({
    name: 'conversation-counts',
    everyMs: countAheadEveryMs,
    turn: createCountAhead({
      store,
      countDays,
      kept,
      attention: () => console.attention(),
      hours: counted.hours,
      now,
    }),
    logger: deps.logger,
  });
  const tickers = [retention, counting, listing, countAhead];
  const { labels, learning, ...learningWork } = await openLearning({
    ...deps,
    cipher,
    personKeys,
    conversations,
    audit,
    now,
  });
  const person = createPersonRights({ ...deps, conversations, store, labels, now });
  const { workflows = [] } = deps;
  const reported = {
    countDays,
    workflows,
    hours: counted.hours,
    now,
    bundledFolder: bundledWorkflowsFolder,
  };
  return {
    router: createConversationRouter({
      conversation,
      console,
      learning,
      exportScript: createExportScript({ ...deps, conversations, workflows }),
      audit,
      report: (input) => report({ ...counted, countDays }, input),
      workflowsReport: (input) => workflowsReport(reported, input),
      workflowReport: (input) => workflowReport(reported, input),
      describe: () => ({
        companyName: deps.settings.companyName,
        zone: deps.settings.businessHours.timeZone,
        workflows: workflows.map(({ definition: { id, name } }) => ({ id, name })),
      }),
      person: { ...person, deletePerson: (email) => forgetAfter(deps.database, person.deletePerson(email)) },
    }),
    conversation,
    start() {
      void audit.record({
        kind: 'service_started',
        subject: 'conversation',
        details: { config: deps.configDigest ?? null },
      });
      conversation.start();
      for (const ticker of tickers) ticker.start();
      learningWork.start();
    },
    async stop() {
      await Promise.all([conversation.stop(), learningWork.stop(), ...tickers.map((ticker) => ticker.stop())]);
    },
  };
}

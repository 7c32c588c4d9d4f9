import { randomUUID } from 'node:crypto';
import { openAudit } from '@acebuddy/audit';
import { createTicker, type HealthChecks, type Logger, type Metrics } from '@acebuddy/service-kit';
import {
  createRecordCipher,
  type Database,
  type EncryptionKey,
  forgetAfter,
  openRestoreMarks,
} from '@acebuddy/storage';
import { createDigest, isDigestOf, newCode, sameDigest } from './adapters/keys.ts';
import { missingMailer } from './adapters/missing-mailer.ts';
import { createMongoNotificationStore } from './adapters/mongo-notification-store.ts';
import { createNotedMailer } from './adapters/noted-mailer.ts';
import { createSqliteNotificationStore } from './adapters/sqlite-notification-store.ts';
import { createWatch, type WatchSettings } from './alerts/watch.ts';
import { listApprovals } from './domain/approval-list.ts';
import { type Approvals, createApprovals } from './domain/approvals.ts';
import { createAttempt, send } from './domain/attempt.ts';
import { attention } from './domain/attention.ts';
import { auditedApprovals, auditedCodes } from './domain/audited.ts';
import { createCodeAlarm } from './domain/code-alarm.ts';
import { type CodeCapSettings, createCodeCaps, defaultCodeCaps } from './domain/code-caps.ts';
import { createCodes } from './domain/codes.ts';
import { createDeliveries, maskAddress } from './domain/deliveries.ts';
import { createCheckedMailer } from './domain/mail-check.ts';
import { getMail, listMails } from './domain/mail-list.ts';
import { createMailPace } from './domain/mail-pace.ts';
import { createPersonRights } from './domain/person-rights.ts';
import { createPushOnce } from './domain/push-once.ts';
import { heedRestores } from './domain/restored.ts';
import { removeExpired } from './domain/retention.ts';
import { addressableName } from './mails/addressable-name.ts';
import { type ComposeSettings, composeCode } from './mails/compose.ts';
import { toBrand } from './mails/mail-look.ts';
import { createNotifications, type Notifications } from './notifications.ts';
import type { ChatClient, Mailer } from './ports.ts';
import { createNotificationsRouter, type NotificationsRouter } from './router.ts';

export interface NotificationsServerDeps {
  readonly database: Database;
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  /** Null: no mail server is configured. Mails wait, and the service is not ready. */
  readonly mailer: Mailer | null;
  /** SalesIQ's REST API; null when it is not configured. */
  readonly chat: ChatClient | null;
  readonly settings: ComposeSettings;
  /** Address of a team's notices by the team's name; others go to the support address. */
  readonly teamAddresses: Readonly<Record<string, string>>;
  readonly publicUrl: string;
  /** Mails to the lead; none when left out. */
  readonly watch?: Omit<WatchSettings, 'zone'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Days that the delivery log stays; 90 when left out. */
  readonly retention?: { readonly deliveryDays: number };
  /** Digest of the settings that are no secrets, for the audit trail. */
  readonly configDigest?: string;
  readonly limits?: { readonly mailsPerRecipientPerHour?: number; readonly codesPerRecipientPerHour?: number };
  /** How many one-time codes go out in all. */
  readonly codeCaps?: Partial<CodeCapSettings>;
  readonly now?: () => Date;
  readonly random?: () => number;
}

export interface NotificationsServer {
  readonly router: NotificationsRouter;
  /** What has to answer for the service to do its work, by name. */
  readonly checks: HealthChecks;
  readonly notifications: Notifications;
  start(): void;
  stop(): Promise<void>;
}

const retentionEveryMs = 10 * 60_000;
const dayMs = 86_400_000;

/** Puts the service together. Never listens, never reads the environment. */
export async function createServer(given: NotificationsServerDeps): Promise<NotificationsServer> {
  const mails = createCheckedMailer({
    mailer: createNotedMailer(given.mailer ?? missingMailer, given.logger),
    elapsedMs: () => performance.now(),
  });
  const deps = { ...given, mailer: mails.mailer };
  const now = deps.now ?? (() => new Date());
  const owner = randomUUID();
  const store =
    deps.database.kind === 'mongo'
      ? await createMongoNotificationStore(deps.database.db)
      : createSqliteNotificationStore(deps.database.db);
  const cipher = createRecordCipher(deps.encryptionKeys);
  const recipientDigest = createDigest(deps.encryptionKeys, 'recipient index');
  const recipientKey = (email: string) => recipientDigest(email.trim().toLowerCase());
  const mailDomain = deps.settings.supportEmail.split('@').at(-1) ?? 'localhost';
  const teamAddress = (team: string) => deps.teamAddresses[team] ?? deps.settings.supportEmail;
  const attempts = deps.metrics.counter({
    name: 'acebuddy_deliveries_total',
    help: 'Attempts to deliver, by kind and outcome',
    labels: ['kind', 'outcome'],
  });
  const limited = deps.metrics.counter({
    name: 'acebuddy_mails_limited_total',
    help: 'Mails and codes beyond the limit of one address, by what became of them',
    labels: ['kind', 'outcome'],
  });
  const capped = deps.metrics.counter({
    name: 'acebuddy_codes_capped_total',
    help: 'One-time codes that were not mailed, by the cap that was reached',
    labels: ['cap'],
  });
  const watching = deps.watch ?? { alerts: false, weekly: false, lead: deps.settings.supportEmail };
  const attempt = createAttempt({ ...deps, teamAddress, mailDomain, lead: watching.lead }, (): Approvals => approvals);
  const deliveries = createDeliveries({
    store,
    cipher,
    now,
    random: deps.random ?? Math.random,
    owner,
    logger: deps.logger,
    attempt,
    onAttempt: (kind, outcome) => attempts.inc({ kind, outcome }),
  });
  const audit = await openAudit({ ...deps, chain: 'notifications', now });
  await heedRestores({ marks: openRestoreMarks(deps.database), store, audit, logger: deps.logger });
  const perRecipientPerHour = deps.limits?.mailsPerRecipientPerHour ?? 60;
  const placeOf = createMailPace({ store, now, perRecipientPerHour });
  const approvals: Approvals = createApprovals({
    store,
    cipher,
    deliveries,
    now,
    newId: () => randomUUID(),
    sign: createDigest(deps.encryptionKeys, 'approval links'),
    isSigned: isDigestOf(deps.encryptionKeys, 'approval links'),
    recipientKey,
    placeOf,
    brand: toBrand(deps.settings),
    timeZone: deps.settings.timeZone,
  });
  const codeCapSettings = { ...defaultCodeCaps, ...deps.codeCaps };
  const deliveryDays = deps.retention?.deliveryDays ?? 90;
  const [newestKey, ...olderKeys] = deps.encryptionKeys;
  const codeCaps = createCodeCaps({
    store,
    settings: codeCapSettings,
    now,
    digests: [createDigest([newestKey], 'code caps'), ...olderKeys.map((key) => createDigest([key], 'code caps'))],
    chatMs: deliveryDays * dayMs,
  });
  const codes = createCodes({
    store,
    now,
    owner,
    logger: deps.logger,
    newCode,
    digest: createDigest(deps.encryptionKeys, 'one-time codes'),
    sameDigest,
    recipientKey,
    sendMail: ({ name, email }, code, id, language) =>
      send(
        { ...deps, mailDomain },
        { name: addressableName(name) ?? '', email },
        composeCode(name, code, deps.settings, language),
        id,
      ),
    maskAddress,
    limits: { perRecipientPerHour: deps.limits?.codesPerRecipientPerHour ?? 8 },
    caps: codeCaps,
    onLimited: (cap) => {
      limited.inc({ kind: 'code', outcome: 'refused' });
      capped.inc({ cap });
    },
    onAlarm: createCodeAlarm({
      deliveries,
      now,
      logger: deps.logger,
      supportEmail: deps.settings.supportEmail,
      perHour: codeCapSettings.strangersPerHour,
    }),
  });
  const notifications = createNotifications({
    store,
    deliveries,
    codes: auditedCodes(codes, audit),
    approvals: auditedApprovals(approvals, audit),
    pushChat: createPushOnce({ store, chat: deps.chat, now, owner, logger: deps.logger }),
    recipientKey,
    teamAddress,
    now,
    logger: deps.logger,
    ping: () => deps.database.ping(),
    placeOf,
    onLimited: (kind, outcome) => limited.inc({ kind, outcome }),
  });
  const watch = createWatch({
    store,
    deliveries,
    settings: { ...watching, zone: deps.settings.timeZone ?? 'UTC' },
    now,
    logger: deps.logger,
    wake: () => notifications.wake(),
  });
  const digests = deps.encryptionKeys.map((key) => createDigest([key], 'recipient index'));
  const person = createPersonRights({
    store,
    cipher,
    approvals,
    codeCaps,
    recipientKeys: (email) => digests.map((digest) => digest(email.trim().toLowerCase())),
  });
  const retention = createTicker({
    name: 'notifications-retention',
    everyMs: retentionEveryMs,
    turn: async () => {
      if ((await removeExpired({ store, audit, now, deliveryDays })) > 0) await deps.database.forget();
    },
    logger: deps.logger,
  });
  const shown = { store, cipher, approvals, now, settings: deps.settings, publicUrl: deps.publicUrl, mails };
  return {
    router: createNotificationsRouter({
      notifications,
      audit,
      shown: {
        listMails: (wanted) => listMails(shown, wanted),
        getMail: (id) => getMail(shown, id),
        listApprovals: (wanted) => listApprovals(shown, wanted),
        attention: () => attention(shown),
      },
      watch,
      checkMail: mails.check,
      person: { ...person, deletePerson: (wanted) => forgetAfter(deps.database, person.deletePerson(wanted)) },
    }),
    notifications,
    checks: { store: () => deps.database.ping(), mail: mails.check },
    start() {
      void audit.record({
        kind: 'service_started',
        subject: 'notifications',
        details: { config: deps.configDigest ?? null },
      });
      notifications.start();
      retention.start();
    },
    async stop() {
      await Promise.all([notifications.stop(), retention.stop()]);
      deps.mailer.close();
    },
  };
}

import { createMetrics } from '@acebuddy/service-kit';
import { type Database, openDatabase } from '@acebuddy/storage';
import { captureLogs, fixedClock, startMailCatcher } from '@acebuddy/testkit';
import { createSmtpMailer } from '../src/adapters/smtp-mailer.ts';
import type { ChatClient, Mailer } from '../src/ports.ts';
import { createServer, type NotificationsServer, type NotificationsServerDeps } from '../src/server.ts';

export const startsAt = '2026-11-23T10:00:00.000Z';
export const encryptionKeys = [{ id: 'k1', key: new Uint8Array(32).fill(7) }] as const;

export interface HarnessOptions {
  readonly database?: Database;
  readonly chat?: ChatClient;
  readonly mailer?: Mailer;
  readonly limits?: NotificationsServerDeps['limits'];
  readonly codeCaps?: NotificationsServerDeps['codeCaps'];
}

/** The service, or several replicas of it on the same store, with a real SMTP server and a clock that stands still. */
export async function createHarness(options: HarnessOptions = {}) {
  const database = options.database ?? (await openDatabase({ sqliteFile: ':memory:', name: 'notifications' }));
  const catcher = await startMailCatcher();
  const clock = fixedClock(startsAt);
  const logs = captureLogs();
  const servers: NotificationsServer[] = [];
  const metrics = createMetrics({ service: 'test' });

  async function replica(more: Partial<NotificationsServerDeps> = {}): Promise<NotificationsServer['notifications']> {
    const server = await createServer({
      database,
      encryptionKeys,
      mailer: options.mailer ?? createSmtpMailer({ url: catcher.url, from: 'AceBuddy <bot@acme.example>' }),
      chat: options.chat ?? null,
      settings: {
        companyName: 'Acme Hosting',
        supportEmail: 'support@acme.example',
        supportPhone: '+1 555 0100',
        simulated: false,
      },
      teamAddresses: { Accounts: 'accounts@acme.example' },
      publicUrl: 'https://bot.acme.example',
      logger: logs.logger,
      metrics,
      now: clock.now,
      random: () => 0.5,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.codeCaps === undefined ? {} : { codeCaps: options.codeCaps }),
      ...more,
    });
    servers.push(server);
    return server.notifications;
  }

  return {
    database,
    catcher,
    clock,
    logs,
    replica,
    servers,
    metrics: () => metrics.registry.metrics(),
    /** Everything that the store holds, as text. */
    dump: () => dump(database),
    async [Symbol.asyncDispose]() {
      for (const server of servers) await server.stop();
      await catcher.close();
      if (options.database === undefined) await database.close();
    },
  };
}

async function dump(database: Database): Promise<string> {
  if (database.kind === 'mongo') {
    const collections = await database.db.collections();
    return JSON.stringify(await Promise.all(collections.map((collection) => collection.find().toArray())));
  }
  const { db } = database;
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").all();
  return JSON.stringify(tables.map(({ name }) => db.prepare(`SELECT * FROM "${String(name)}"`).all()));
}

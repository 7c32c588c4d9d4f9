import {
  type CreateTicketInput,
  changeTicketInputSchema,
  createTicketInputSchema,
  deskConfigSchema,
} from '@acebuddy/contracts';
import { createRecordCipher, openDatabase } from '@acebuddy/storage';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { createSqliteLedger } from '../src/adapters/sqlite-ledger.ts';
import { createSqliteNewsFeed } from '../src/adapters/sqlite-news-feed.ts';
import { createSqliteWatchStore } from '../src/adapters/sqlite-watch-store.ts';
import type { Ledger, NewsFeed, TicketDesk, WatchStore } from '../src/ports.ts';
import { createTicketing, type Ticketing, type TicketingDeps } from '../src/ticketing.ts';
import { createFakeTicketDesk, type FakeTicketDesk } from './fake-ticket-desk.ts';
import { silentLogger } from './silent-logger.ts';

export const testCipher = createRecordCipher([{ id: 'test', key: new Uint8Array(32).fill(7) }]);

export interface TestClock {
  now: () => Date;
  advance(ms: number): void;
}

export function createClock(iso = '2026-11-23T09:00:00.000Z'): TestClock {
  let time = Date.parse(iso);
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}

export interface Stores {
  readonly ledger: Ledger;
  readonly feed: NewsFeed;
  readonly watches: WatchStore;
}

export interface Harness extends Stores {
  readonly clock: TestClock;
  readonly desk: FakeTicketDesk;
  readonly ticketing: Ticketing;
  /** Another replica on the same store and desk. */
  replica(overrides?: Partial<TicketingDeps>): Ticketing;
  /** Lets time pass in steps, doing what falls due. */
  pass(ms: number, stepMs?: number): Promise<void>;
}

/** Ticketing on a store in memory, a fake desk and a clock that the test moves. */
export async function createHarness(options: { config?: object; stores?: Stores } = {}): Promise<Harness> {
  const clock = createClock();
  const desk = createFakeTicketDesk(clock.now);
  const stores = options.stores ?? (await openSqliteStores(clock.now));
  let replicas = 0;
  const replica = (overrides: Partial<TicketingDeps> = {}): Ticketing =>
    createTicketing({
      desk: desk as TicketDesk,
      ...stores,
      config: deskConfigSchema.parse(options.config ?? {}),
      fetchFile: async (file) => ({
        name: file.name,
        contentType: file.contentType ?? 'text/plain',
        bytes: new Uint8Array(3),
      }),
      now: clock.now,
      random: () => 0.5,
      newId: () => `replica-${++replicas}`,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      logger: silentLogger,
      ...overrides,
    });
  const ticketing = replica();
  return {
    ...stores,
    clock,
    desk,
    ticketing,
    replica,
    pass: async (ms, stepMs = 5_000) => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(Math.min(stepMs, ms - passed));
        await ticketing.drain();
      }
    },
  };
}

export async function openSqliteStores(now: () => Date): Promise<Stores> {
  const database = await openDatabase({ sqliteFile: ':memory:', name: 'ticketing' });
  onTestFinished(() => database.close());
  if (database.kind !== 'sqlite') throw new TypeError('expected SQLite');
  const { db } = database;
  return {
    ledger: createSqliteLedger({ db, cipher: testCipher }),
    feed: createSqliteNewsFeed({ db, cipher: testCipher, now }),
    watches: createSqliteWatchStore({ db }),
  };
}

/** A request for a ticket with the parts that a test does not care about filled in. */
export function request(overrides: Partial<CreateTicketInput> = {}): z.output<typeof createTicketInputSchema> {
  return createTicketInputSchema.parse({
    requestId: 'chat-1/run-1',
    reference: 'AB-7K2M9QXD',
    draft: {
      subject: 'Password Reset - Carol',
      description: 'User name: carol\nVerified: yes',
      customer: { name: 'Carol', email: 'carol@zylker.example', phone: '1 888 900 9646' },
      priority: 'Medium',
      workflowType: 'password_reset',
      chatId: 'chat-1',
      visitorId: 'visitor-1',
    },
    transcript: [
      { role: 'customer', text: 'I forgot my password', at: '2026-11-23T08:59:00.000Z' },
      { role: 'bot', text: 'Which one?', at: '2026-11-23T08:59:01.000Z' },
    ],
    waitMs: 0,
    ...overrides,
  });
}

export function change(
  overrides: Partial<z.input<typeof changeTicketInputSchema>> = {},
): z.output<typeof changeTicketInputSchema> {
  return changeTicketInputSchema.parse({
    requestId: 'chat-1/note-1',
    target: { createdBy: 'chat-1/run-1' },
    change: { kind: 'comment', text: 'A note', isPublic: false },
    waitMs: 0,
    ...overrides,
  });
}

import { type IncomingMessage, incomingMessageSchema, ticketNewsSchema } from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import { createLogger, createMetrics } from '@acebuddy/service-kit';
import { type Database, openDatabase } from '@acebuddy/storage';
import { fixedClock } from '@acebuddy/testkit';
import type { EngineSettings } from '@acebuddy/workflows';
import type { z } from 'zod';
import type { Conversation } from '../src/conversation.ts';
import { type ConversationServer, type ConversationServerDeps, createServer } from '../src/server.ts';
import { fakeEngine } from './fake-engine.ts';
import { createFakeNotifications, createFakeTicketing } from './fakes.ts';

const settings = { approvalReminderMinutes: 240 } as EngineSettings;
export const encryptionKeys = [{ id: 'k1', key: new Uint8Array(32).fill(7) }] as const;

/** One service (or several replicas on the same store) with fake neighbours and a clock that stands still. */
export async function createHarness(options: { database?: Database; callbacks?: boolean } = {}) {
  const database = options.database ?? (await openDatabase({ sqliteFile: ':memory:', name: 'conversation' }));
  const clock = fixedClock('2026-11-23T10:00:00.000Z');
  const ticketing = createFakeTicketing();
  const notifications = createFakeNotifications();
  const servers: ConversationServer[] = [];

  async function replica(more: Partial<ConversationServerDeps> = {}): Promise<ConversationServer> {
    const server = await createServer({
      database,
      encryptionKeys,
      ticketing,
      notifications,
      engine: fakeEngine,
      detector: { detect: () => ({ outcome: 'none', workflow: null, confidence: 0, alternatives: [], others: [] }) },
      advisor: null,
      directory: { find: async () => null, ownersOf: async () => null },
      knowledge: { search: () => null },
      settings,
      redaction: { prepare: async () => redactText },
      callbacksEnabled: options.callbacks ?? false,
      logger: createLogger({ name: 'test', level: 'silent' }),
      metrics: createMetrics({ service: 'test' }),
      now: clock.now,
      random: () => 0.5,
      feedEveryMs: 1_000,
      ...more,
    });
    servers.push(server);
    return server;
  }

  return {
    database,
    clock,
    ticketing,
    notifications,
    replica,
    /** What ticketing tells of a ticket, that of the first request when none is named; a text is an agent's answer. */
    tell(news: z.input<typeof ticketNewsSchema>['news'] | string, requestId = [...ticketing.requested][0]): void {
      const seq = ticketing.feed.length + 1;
      const item =
        typeof news === 'string' ? { kind: 'comment', commentId: `c-${seq}`, author: 'Joe', text: news } : news;
      const at = clock.now().toISOString();
      ticketing.feed.push(ticketNewsSchema.parse({ seq, requestId, ticketId: '9101', at, news: item }));
    },
    /** Lets time pass in steps, doing what falls due. */
    async pass({ drain }: Pick<Conversation, 'drain'>, ms: number, stepMs: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(stepMs);
        await drain();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const server of servers) await server.stop();
      if (options.database === undefined) await database.close();
    },
  };
}

let events = 0;

export function message(text: string, change: Record<string, unknown> = {}): IncomingMessage {
  events += 1;
  return incomingMessageSchema.parse({
    conversationId: 'chat-1',
    eventId: `event-${events}`,
    channel: 'flat',
    address: { chatId: 'chat-1' },
    visitor: { id: 'v1', name: 'Ann', email: 'ann@firm.example' },
    content: { kind: 'message', text },
    ...change,
  });
}

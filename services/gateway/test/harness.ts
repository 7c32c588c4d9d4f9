import { redactText } from '@acebuddy/redaction';
import { createMetrics } from '@acebuddy/service-kit';
import { captureLogs, fixedClock } from '@acebuddy/testkit';
import { onTestFinished } from 'vitest';
import { toApiKey } from '../src/access/api-keys.ts';
import { buildApp } from '../src/app.ts';
import type { GatewayDeps } from '../src/deps.ts';
import { createFakeConversation, type FakeConversation } from './fakes/conversation.ts';
import { createFakeNotifications, type FakeNotifications } from './fakes/notifications.ts';
import { createFakeTicketing, type FakeTicketing } from './fakes/ticketing.ts';

export interface StartedGateway {
  readonly app: Awaited<ReturnType<typeof buildApp>>;
  readonly conversation: FakeConversation;
  readonly ticketing: FakeTicketing;
  readonly notifications: FakeNotifications;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly logs: ReturnType<typeof captureLogs>;
}

/** The key of this machine, in the tests. */
export const adminKey = 'key-of-this-machine';
export const asAdmin = { authorization: `Bearer ${adminKey}` };

/** Limits that no test reaches by chance. */
export const manyOfAll = {
  perVisitor: 10_000,
  perAddress: 10_000,
  total: 1_000_000,
  perVisitorChars: 10_000_000,
  perAddressChars: 10_000_000,
  totalChars: 100_000_000,
} as const;

/** A gateway in simulation, on fakes of the other services, for `app.inject`. Closed with the test. */
export async function startGateway(overrides: Partial<GatewayDeps> = {}): Promise<StartedGateway> {
  const conversation = createFakeConversation();
  const ticketing = createFakeTicketing();
  const notifications = createFakeNotifications();
  const clock = fixedClock('2026-11-23T09:30:00.000Z');
  const logs = captureLogs();
  let ids = 0;
  const app = await buildApp({
    conversation,
    ticketing,
    notifications,
    deskVerifier: undefined,
    keeps: null,
    redaction: { prepare: async () => redactText },
    logger: logs.logger,
    metrics: createMetrics({ service: 'gateway' }),
    now: clock.now,
    newId: () => `id-${++ids}`,
    bindHost: '127.0.0.1',
    trustProxy: false,
    apiKeys: [toApiKey('admin', adminKey)],
    doors: { simulated: true, allowUnsigned: false, onlyLocalKey: true, publicUrl: undefined },
    shortcomings: [],
    sessionSecret: new Uint8Array(32).fill(3),
    loginCodes: null,
    salesiq: {
      signatureKeys: [],
      forwardDepartment: undefined,
      strictLength: false,
      silentTurn: 'acknowledge',
      callbacks: false,
    },
    limits: manyOfAll,
    contact: { email: 'help@acme.example', phone: undefined },
    replyBudgetMs: 3_200,
    shownSettings: [{ name: 'PORT', value: '8000', secret: false }],
    consoleFolder: '/nowhere/console',
    ...overrides,
  });
  onTestFinished(() => app.close());
  return { app, conversation, ticketing, notifications, clock, logs };
}

/** The flat form's example, as the quick start shows it. */
export const flatMessage = {
  chat_id: 'test_123',
  visitor_id: 'visitor_456',
  visitor_email: 'test@company.com',
  visitor_name: 'Test User',
  message: 'I forgot my password',
};

export const zobotMessage = {
  handler: 'message',
  operation: 'chat',
  org_id: '55778119',
  message: { text: 'My invoice is wrong' },
  attachments: [],
  visitor: { active_conversation_id: '40526000001808033', name: 'Scott Fisher', channel: 'Website' },
  request: { id: 'call-1' },
};

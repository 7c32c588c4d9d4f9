import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConversationRouter,
  createServer as createConversationServer,
  loadBrain,
  toNotifications,
  toTicketing,
} from '@acebuddy/conversation';
import { createServer as createNotificationsServer, type NotificationsRouter } from '@acebuddy/notifications';
import { createLocalClient, createLogger, createMetrics, readDeskConfig } from '@acebuddy/service-kit';
import { createRandom } from '@acebuddy/service-kit/random';
import { openDatabase } from '@acebuddy/storage';
import { createTicketingServer, type TicketingRouter } from '@acebuddy/ticketing';
import { createDeskSimulator } from '@acebuddy/zoho-desk/simulator';
import type { Chat } from './chat.ts';
import { createPlan, type PlannedChat } from './plan.ts';
import { play } from './play.ts';

export interface OutageResult {
  readonly conversations: number;
  readonly promised: number;
  readonly tickets: number;
  readonly duplicated: number;
  /** Promised references without a ticket. */
  readonly missing: number;
  /** Tickets whose number never reached the customer's mailbox. */
  readonly untold: number;
  /** Simulated minutes from Desk's return to the last ticket. */
  readonly minutesAfter: number;
  /** Calls of `createTicket` that Desk saw. */
  readonly creates: number;
  /** Calls of any kind that Desk saw while it was off. */
  readonly attemptsOff: number;
  readonly concurrencySeen: number;
  /** Calls of the accounts server, failed ones included, in any ten minutes. */
  readonly refreshesMax: number;
}

const minuteMs = 60_000;
const offMinutes = 120;
const afterMinutesMax = 60;

/**
 * Desk is off for two hours of simulated time while customers keep coming. All services in this process on one clock that can
 * be set forward; nothing else differs from production.
 */
export async function runOutage({
  seed,
  conversations,
}: {
  seed: number;
  conversations: number;
}): Promise<OutageResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-outage-'));
  const world = await startWorld(seed, dataDir);
  try {
    const { chats } = createPlan({ seed, conversations: conversations + 1, processes: 1, mongo: false, quick: true });
    const told: (readonly string[])[] = [];
    // One customer before: the outage begins with a good token, which expires in the middle of it.
    await playOne(world, chats[conversations]);
    await world.drain();
    world.desk.addFault({ kind: 'error_before', status: 503 });
    world.desk.addFault({ kind: 'error_before', status: 503, operations: ['refreshToken'] });
    for (let minute = 0; minute < offMinutes; minute += 1) {
      const from = Math.floor((conversations * minute) / offMinutes);
      const arriving = chats.slice(from, Math.floor((conversations * (minute + 1)) / offMinutes));
      told.push(...(await Promise.all(arriving.map((plan) => playOne(world, plan)))));
      world.advance(minuteMs);
      await world.drain();
    }
    const attemptsOff = world.attempts();
    world.desk.faults.clear();
    // Slow enough for calls to meet: else nothing would be seen of the limit.
    world.desk.addFault({ kind: 'latency', delayMs: 20 });
    const references = told.flatMap((texts) => texts.join('\n').match(/\bAB-[0-9A-Z]{10}\b/)?.[0] ?? []);
    const minutesAfter = await untilThere(world, references);
    return { conversations, promised: references.length, minutesAfter, attemptsOff, ...world.count(references) };
  } finally {
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What one customer heard. */
async function playOne(world: World, plan: PlannedChat | undefined): Promise<readonly string[]> {
  if (plan === undefined) return [];
  const { chat } = await play({
    plan: { ...plan, oddities: new Map(), saysThanks: false },
    chat: world.chat(plan.email, plan.name),
    mails: () => world.codes,
    endsAt: () => Number.POSITIVE_INFINITY,
    // A mail is there before the answer that names it.
    codeMsMax: 0,
  });
  return [...chat.heardAll()];
}

type World = Awaited<ReturnType<typeof startWorld>>;

async function untilThere(world: World, references: readonly string[]): Promise<number> {
  for (let minute = 1; minute <= afterMinutesMax; minute += 1) {
    world.advance(minuteMs);
    await world.drain();
    const { missing, untold } = world.count(references);
    if (missing === 0 && untold === 0) return minute;
  }
  return afterMinutesMax;
}

async function startWorld(seed: number, dataDir: string) {
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const random = createRandom(seed).fork('outage').next;
  const config = await readDeskConfig(undefined);
  const desk = createDeskSimulator({ now: () => now().getTime(), random });
  const origin = await desk.listen();
  const logger = createLogger({ name: 'outage', level: 'fatal' });
  const metrics = createMetrics({ service: 'outage' });
  const encryptionKeys = [{ id: 'k1', key: new Uint8Array(32).fill(1) }] as const;
  const open = (name: string) => openDatabase({ name, sqliteFile: ':memory:' });
  const shared = { encryptionKeys, logger, now, random };
  const metricsOf = (service: string) => createMetrics({ service, registry: metrics.registry });
  const refreshes: Date[] = [];
  const ticketing = await createTicketingServer({
    ...shared,
    database: await open('ticketing'),
    connection: {
      deskOrigin: origin,
      accountsOrigin: origin,
      orgId: desk.orgId,
      departmentId: desk.departmentId,
      credentials: desk.credentials,
    },
    simulated: true,
    config,
    metrics: metricsOf('ticketing'),
    fetch: (input, init) => {
      if (new URL(input instanceof Request ? input.url : input).pathname === '/oauth/v2/token') refreshes.push(now());
      return fetch(input, init);
    },
  });
  const mails: { readonly to: string; readonly subject: string; readonly text: string }[] = [];
  const notifications = await createNotificationsServer({
    ...shared,
    database: await open('notifications'),
    mailer: {
      send: async ({ to, subject, text }) => {
        mails.push({ to: to.email, subject, text });
        return { kind: 'sent' };
      },
      ping: async () => undefined,
      close: () => undefined,
    },
    chat: null,
    settings: { companyName: 'Outage', supportEmail: 'support@example.com', supportPhone: null, simulated: true },
    teamAddresses: {},
    publicUrl: 'http://localhost',
    metrics: metricsOf('notifications'),
  });
  const local = { logger, timeoutMs: 15_000 };
  const patient = toTicketing(
    createLocalClient<TicketingRouter>({ ...local, name: 'ticketing', router: ticketing.router }),
  );
  // Waiting for an answer takes real time, of which two simulated hours have little.
  const toTickets: typeof patient = {
    ...patient,
    createTicket: (input) => patient.createTicket({ ...input, waitMs: Math.min(input.waitMs ?? 0, 40) }),
  };
  const brain = await loadBrain({
    desk: config,
    supportEmail: 'support@example.com',
    supportPhone: null,
    dataDir,
    workflowsDir: null,
    knowledgeDir: null,
    directory: { file: null, url: null, token: null },
    ticketing: toTickets,
    firstStartAt: async () => now().toISOString(),
    llm: null,
    logger,
    now,
  });
  const { conversation, router } = await createConversationServer({
    ...shared,
    ...brain,
    directory: { find: async () => null, ownersOf: async () => null },
    database: await open('conversation'),
    ticketing: toTickets,
    notifications: toNotifications(
      createLocalClient<NotificationsRouter>({ ...local, name: 'notifications', router: notifications.router }),
    ),
    advisor: null,
    redaction: { prepare: async () => (text) => text },
    callbacksEnabled: false,
    metrics: metricsOf('conversation'),
  });
  const client = createLocalClient<ConversationRouter>({ ...local, name: 'conversation', router });
  let messages = 0;

  function chat(email: string, name: string): Chat {
    const heard: string[] = [];
    const say = async (text: string) => {
      messages += 1;
      const reply = await client.handleMessage.mutate({
        conversationId: `outage-${email}`,
        eventId: `outage-${messages}`,
        channel: 'flat',
        address: { preview: false },
        visitor: { id: email, name, email },
        content: { kind: 'message', text, attachments: [] },
        budgetMs: 1_000,
      });
      const said = reply.replies.join('\n\n');
      heard.push(said);
      const { input, suggestions } = reply;
      const choices = input !== undefined && 'options' in input ? input.options : suggestions;
      return { real: true, text: said, suggestions: choices };
    };
    return {
      sessionId: () => `outage-${email}`,
      say,
      sayRepeated: say,
      repeatLast: async () => null,
      heardAll: () => heard,
    };
  }

  return {
    desk,
    chat,
    /** Nobody reads codes here: the desk is off, and customers go on without. */
    codes: [],
    advance: (ms: number) => {
      aheadMs += ms;
    },
    async drain() {
      await conversation.drain();
      await ticketing.ticketing.drain();
      await conversation.drain();
      await notifications.notifications.drain();
    },
    attempts: () => Object.values(desk.stats().calls).reduce((sum, { calls }) => sum + calls, 0),
    count(references: readonly string[]) {
      const tickets = desk.tickets();
      const carried = tickets.map((ticket) => String(ticket.cf?.cf_reference ?? ''));
      const stats = desk.stats();
      const times = refreshes.map((at) => at.getTime());
      return {
        tickets: tickets.length,
        duplicated: carried.length - new Set(carried).size,
        missing: references.filter((reference) => !carried.includes(reference)).length,
        untold: tickets.filter(
          ({ ticketNumber }) => !mails.some(({ subject }) => subject.startsWith(`Ticket #${ticketNumber}:`)),
        ).length,
        creates: stats.calls.createTicket?.calls ?? 0,
        concurrencySeen: stats.concurrencySeen,
        refreshesMax: Math.max(
          0,
          ...times.map((from) => times.filter((at) => at >= from && at < from + 600_000).length),
        ),
      };
    },
    async close() {
      await conversation.stop();
      await Promise.all([ticketing.stop(), notifications.stop()]);
      await desk.close();
    },
  };
}

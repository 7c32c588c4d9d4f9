import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '@acebuddy/service-kit/random';
import type { Program, ServiceName } from '@acebuddy/standalone';
import { playAftermath } from './aftermath.ts';
import { createAgents } from './agents.ts';
import type { CallRecord, Recorder } from './caller.ts';
import { createCaller } from './caller.ts';
import { check, type Findings } from './check.ts';
import { checkFigures, readFigures } from './check-figures.ts';
import { createFlatChat } from './flat-chat.ts';
import { createPlan, type Plan, type PlannedChat } from './plan.ts';
import { type Played, play } from './play.ts';
import {
  closeSession,
  type DeadLetter,
  readDeadLetters,
  readDeliveries,
  readSession,
  retryDeadLetter,
  type Session,
} from './sessions.ts';
import { createStriker, type Striker } from './strike.ts';
import { type Setting, type System, startSystem } from './system.ts';
import { createWindowChat } from './window-chat.ts';

export interface RunOptions {
  readonly setting: Setting;
  readonly seed: number;
  readonly conversations: number;
  readonly quick: boolean;
  /** Customers at the same time. */
  readonly customers: number;
  /** Kills that there must be, also when the conversations end sooner. */
  readonly killsMin: number;
  readonly killsMax: number;
  /** Longest time for everything to come to rest afterwards. */
  readonly restMsMax: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** What is done to the processes meanwhile. @default the faults of the plan */
  readonly strikerOf?: (system: System, plan: Plan) => Striker;
  /** What a service is run from to begin with. @default this release's main module */
  readonly programOf?: (name: ServiceName) => Program;
}

export interface OpenTurn {
  readonly conversationId: string;
  readonly openedAtMs: number;
  /** What SalesIQ showed and when, then every attempt to end the turn. */
  readonly history: readonly string[];
}

export interface RunResult {
  readonly setting: Setting;
  readonly seed: number;
  readonly played: readonly Played[];
  readonly tickets: ReturnType<System['zoho']['desk']['tickets']>;
  /** Calls of `createTicket` that reached Desk. */
  readonly attempts: number;
  readonly sessions: readonly (Session | null)[];
  readonly findings: Findings;
  readonly injected: ReadonlyMap<string, number>;
  readonly kills: number;
  readonly endedAlone: readonly string[];
  readonly calls: readonly CallRecord[];
  /** Answers that SalesIQ could not carry out (salesiq.md §1.3). */
  readonly botFailures: readonly string[];
  /** Desk has given its webhook up, which happens when that answers 410. */
  readonly isWebhookGone: boolean;
  /** Calls of the accounts server that it refused, since there had been too many. */
  readonly refreshesDenied: number;
  readonly unanswered: number;
  /** Dead letters that were put back, and those that stayed. */
  readonly retried: readonly DeadLetter[];
  readonly deadLetters: readonly DeadLetter[];
  readonly openTurns: readonly OpenTurn[];
  readonly refreshesMax: number;
  readonly concurrencySeen: number;
  readonly chaosMs: number;
  readonly restMs: number;
  /** Nothing changed any more before the time was up. */
  readonly isAtRest: boolean;
  readonly output: readonly string[];
  /** What notifications says it has sent, and what the mail server got: the two sides of a mail that is missing. */
  readonly deliveries: readonly string[];
  readonly mails: readonly string[];
}

/** A conversation that takes longer than this is given up by its customer. */
const chatMsMax = 240_000;

export async function runChaos(options: RunOptions): Promise<RunResult | null> {
  const processes = options.setting.topology === 'standalone' ? 1 : 4 * options.setting.replicas;
  const mongo = options.setting.store === 'MongoDB';
  const plan = createPlan({ ...options, processes, mongo });
  const random = createRandom(options.seed).fork('desk').next;
  const system = await startSystem({ ...options, random, people: plan.chats });
  if (system === null) return null;
  try {
    return await rage(options, plan, system);
  } finally {
    await system.close();
  }
}

async function rage(options: RunOptions, plan: Plan, system: System): Promise<RunResult> {
  const recorder: Recorder = { calls: [], unanswered: 0 };
  const striker = options.strikerOf?.(system, plan) ?? createStriker(system, plan, options.killsMax);
  const startedAt = performance.now();
  const striking = striker.run();
  const played: Played[] = [];
  const agents = createAgents(system, played);
  const answering = agents.work();
  await playAll(options, plan, system, recorder, played, striker.kills);
  while (striker.kills() < options.killsMin) await wait(100);
  striker.stop();
  await striking;
  agents.stop();
  await answering;
  const chaosMs = performance.now() - startedAt;
  options.say(`${played.length} conversations played, ${striker.kills()} kills; waiting for rest`);
  const rest = await untilRest(options, system, played, striker, agents);
  const stats = system.zoho.desk.stats();
  return {
    setting: options.setting,
    seed: options.seed,
    played,
    tickets: system.zoho.desk.tickets(),
    attempts: stats.calls.createTicket?.calls ?? 0,
    ...rest,
    injected: striker.injected(),
    kills: striker.kills(),
    endedAlone: striker.endedAlone(),
    calls: recorder.calls,
    botFailures: botFailures(system),
    isWebhookGone: system.zoho.desk.webhooks.list().length === 0,
    refreshesDenied: stats.tokensDenied,
    unanswered: recorder.unanswered,
    openTurns: openTurns(system),
    refreshesMax: mostInTenMinutes(stats.tokenRefreshes.map((at) => Date.parse(at))),
    concurrencySeen: stats.concurrencySeen,
    chaosMs,
    output: system.output,
    deliveries: await readDeliveries(system.urls[0] ?? ''),
    mails: system.mail.messages().map(({ to, subject, headers }) => `${headers['message-id']} ${to}: ${subject}`),
  };
}

async function playAll(
  options: RunOptions,
  plan: Plan,
  system: System,
  recorder: Recorder,
  played: Played[],
  kills: () => number,
): Promise<void> {
  const fetch = createCaller(system.balancer, recorder, 60_000);
  const waiting = [...plan.chats];
  const customer = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // Kills are spread over all conversations: nobody goes ahead of them.
      while (kills() < (options.killsMin * (played.length - options.customers)) / plan.chats.length) await wait(100);
      played.push(await playOne(next, options, system, fetch));
      if (played.length % 50 === 0)
        options.say(`${played.length} of ${plan.chats.length} conversations, ${kills()} kills`);
    }
  };
  await Promise.all(Array.from({ length: options.customers }, customer));
}

async function playOne(
  plan: PlannedChat,
  options: RunOptions,
  system: System,
  fetch: typeof globalThis.fetch,
): Promise<Played> {
  const { name, email, index } = plan;
  const chat =
    plan.form === 'flat'
      ? createFlatChat({ fetch, chatId: `chaos-${options.seed}-${index}`, name, email })
      : createWindowChat({ fetch, portal: system.zoho.salesiq, name, email });
  const endsAt = performance.now() + chatMsMax;
  const played = await play({ plan, chat, mails: () => system.mail.messages(), endsAt: () => endsAt });
  if (!['operator', 'missed'].includes(plan.aftermath) || !played.finished) return played;
  await playAftermath({ plan, portal: system.zoho.salesiq, conversationId: chat.sessionId(), fetch });
  return { ...played, afterwards: true };
}

type Agents = ReturnType<typeof createAgents>;

/** The longest lease of a dead worker (notifications: a minute); before that has passed nothing is at rest. */
const leaseMsMax = 62_000;
const stableMs = 4_000;

interface Rest {
  readonly findings: Findings;
  readonly sessions: readonly (Session | null)[];
  readonly retried: readonly DeadLetter[];
  readonly deadLetters: readonly DeadLetter[];
  readonly restMs: number;
  readonly isAtRest: boolean;
}

/**
 * Faults are off and everything runs. Closes the sessions, puts dead letters back, and looks again and again: at rest is
 * what is complete, has not changed for some seconds, and holds no lease of a dead worker any more.
 */
async function untilRest(
  options: RunOptions,
  system: System,
  played: readonly Played[],
  striker: Striker,
  agents: Agents,
): Promise<Rest> {
  const startedAt = performance.now();
  const url = system.urls[0] ?? '';
  await Promise.all(system.processes.map((process) => process.ready(60_000)));
  // Mails that were refused for good become dead letters first; closing comes when the tickets are there.
  const retried: DeadLetter[] = [];
  const closed = new Set<string>();
  let state = '';
  let changedAt = performance.now();
  for (;;) {
    await wait(1_000);
    const letters = await readDeadLetters(url);
    for (const letter of letters) {
      retried.push(letter);
      await retryDeadLetter(url, letter);
    }
    agents.answerAll();
    await closeAll(url, played, closed);
    const { findings, fingerprint, sessions } = await look(system, url, played, options.programOf === undefined);
    const now = performance.now();
    if (fingerprint !== state) {
      state = fingerprint;
      changedAt = now;
    }
    const isTurnOpen = openTurns(system).some(({ openedAtMs }) => Date.now() - openedAtMs < turnMsMax);
    const done = isComplete(findings) && letters.length === 0 && !isTurnOpen;
    const settled = now - changedAt > stableMs && now - striker.lastKillAt() > leaseMsMax;
    if ((done && settled) || now - startedAt > options.restMsMax)
      return { findings, sessions, retried, deadLetters: letters, restMs: now - startedAt, isAtRest: settled };
  }
}

async function closeAll(url: string, played: readonly Played[], closed: Set<string>): Promise<void> {
  for (const { chat } of played) {
    const id = chat.sessionId();
    if (id === '' || closed.has(id)) continue;
    await closeSession(url, id);
    closed.add(id);
  }
}

/** `isCounted`: every process keeps facts; what a release before them did is counted as far as its records tell. */
async function look(system: System, url: string, played: readonly Played[], isCounted: boolean) {
  const sessions = new Map<string, Session | null>();
  for (const { chat } of played) sessions.set(chat.sessionId(), await readSession(url, chat.sessionId()));
  const tickets = system.zoho.desk.tickets();
  const mails = system.mail.messages();
  const comments = tickets.reduce((sum, ticket) => sum + ticket.comments.length, 0);
  const lines = [...sessions.values()].reduce((sum, session) => sum + (session?.message_count ?? 0), 0);
  const isRating = (text: string) => text.startsWith('The customer rated the chat');
  const ratings = [...sessions.values()].flatMap((session) => session?.messages ?? []).filter((m) => isRating(m.text));
  const counted = { tickets: tickets.length, ratings: ratings.length };
  const figuresWrong = isCounted ? checkFigures(await readFigures(url), counted) : [];
  return {
    findings: { ...check({ played, sessions, tickets, mails }), figuresWrong },
    sessions: [...sessions.values()],
    fingerprint: [tickets.length, comments, mails.length, lines].join(' '),
  };
}

function isComplete(findings: Findings): boolean {
  const { ticketsMissing, promisesBroken, commentsMissing, mailsMissing, linesMissing, sessionsWrong } = findings;
  const lists = [ticketsMissing, promisesBroken, commentsMissing, mailsMissing, linesMissing, sessionsWrong];
  return [...lists, findings.peopleUnheard, findings.figuresWrong].every((list) => list.length === 0);
}

/** SalesIQ takes no words for a turn after three minutes (salesiq.md §6). */
const turnMsMax = 185_000;

/** Turns that SalesIQ was told to keep open and that nobody has finished. */
function openTurns(system: System): OpenTurn[] {
  const { turns, conversation } = system.zoho.salesiq;
  return [...turns.values()].flatMap(({ state, conversationId, requestId, openedAtMs }) => {
    if (state !== 'pending') return [];
    const lines = conversation(conversationId)?.lines ?? [];
    const history = [
      `open since ${new Date(openedAtMs).toISOString()}`,
      ...lines.map(({ at, from, text }) => `${at} ${from}: ${text}`),
      ...system.zoho.callbacks.filter((line) => line.includes(requestId)),
    ];
    return [{ conversationId, openedAtMs, history }];
  });
}

/** Without those that are no answers at all: `calls` has the late ones, and dead gateways do not answer. */
function botFailures({ zoho }: System): string[] {
  return zoho.salesiq.bot.failures.flatMap(({ reason, at }) =>
    /^(?:TimeoutError|AbortError|TypeError|no answer)$/.test(reason) ? [] : [`${reason} at ${at}`],
  );
}

function mostInTenMinutes(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 600_000).length));
}

import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { EffectResult, Engine, EngineContext, EngineInput, Understanding } from '@acebuddy/workflows';
import type { Advisor, Detector } from '../ports.ts';
import { advance } from './advance.ts';
import { type Conversations, retryOnConflict } from './conversations.ts';
import { awaitedWork } from './outbox.ts';
import { phrasedArticle } from './phrased-article.ts';
import { type ConversationRecord, newConversation } from './record.ts';
import { type Redact, redactContent } from './redact-content.ts';
import { answered, type TurnInput, type TurnStep, takeTurn, withArrival } from './turn.ts';
import type { VisitorCaps } from './visitor-caps.ts';
import { withinCaps } from './within-caps.ts';
import type { RunnerDeps, WorkRunner } from './work-runner.ts';

export interface HandleDeps extends RunnerDeps {
  readonly engine: Engine;
  readonly detector: Detector;
  readonly advisor: Advisor | null;
  readonly runner: WorkRunner;
  /** Removes secrets before anything is written (architecture.md, P5). */
  readonly redact: Redact;
  /** How much one visitor may cause in an hour. */
  readonly caps: VisitorCaps;
  /** Monotonic milliseconds for budgets; independent of the wall clock. */
  readonly elapsedMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** SalesIQ can take late answers by callback. */
  readonly callbacksEnabled: boolean;
  readonly detectionCharsMax: number;
  readonly logger: Logger;
}

/** Kept free at the end of the budget for the last commit and the way back. */
const reserveMs = 350;
/** The least time in which trying a neighbour makes sense. */
const attemptMsMin = 150;
/** With less time left than this nobody is asked for advice. */
const advisorMsMin = 2_000;
const pollMs = 40;

/** One message, one answer, within the budget; everything that takes longer goes on in the outbox. */
export async function handleMessage(deps: HandleDeps, message: IncomingMessage): Promise<BotReply> {
  const deadline = deps.elapsedMs() + message.budgetMs - reserveMs;
  const started = await begin(deps, message, deadline);
  if (started.kind === 'seen') return started.reply;
  try {
    return await finish(deps, started.record, started.reply, message, deadline);
  } catch (error) {
    // The turn is committed: what is stored as its answer is true, and the outbox does the rest.
    deps.logger.warn({ err: error, conversationId: message.conversationId }, 'a turn ended with its first answer');
    return started.reply;
  }
}

type Begun =
  | { readonly kind: 'seen'; readonly reply: BotReply }
  | { readonly kind: 'fresh'; readonly record: ConversationRecord; readonly reply: BotReply };

async function begin(deps: HandleDeps, message: IncomingMessage, deadline: number): Promise<Begun> {
  return retryOnConflict(async () => {
    const before = await settledRecord(deps, message, deadline);
    const seen = await earlierReply(deps.conversations, before, message.eventId);
    if (seen !== null) return { kind: 'seen', reply: seen };
    const arrived = withArrival(before, message);
    const decided = await decide(deps, arrived, message, deadline);
    const line = () => lineOf(redactContent(deps.redact, message.content));
    const step = await withinCaps(deps, arrived, message, { step: decided, line, lease: deps.runner.lease() });
    const busyUntil = awaitedWork(step.record).length > 0 ? soon(deps, message.budgetMs) : null;
    const record = await deps.conversations.commit(before, { ...step.record, busyUntil });
    return record === null ? null : { kind: 'fresh', record, reply: step.reply };
  });
}

function soon(deps: HandleDeps, budgetMs: number): string {
  return new Date(deps.now().getTime() + budgetMs).toISOString();
}

/** The conversation, once nobody else is in the middle of a turn of it: messages are answered one after another. */
async function settledRecord(
  deps: HandleDeps,
  message: IncomingMessage,
  deadline: number,
): Promise<ConversationRecord> {
  const waitUntil = deps.elapsedMs() + (deadline - deps.elapsedMs()) / 2;
  for (;;) {
    const record = await loadOrStart(deps, message);
    const busy = record.busyUntil !== null && record.busyUntil > deps.now().toISOString();
    if (!busy || deps.elapsedMs() >= waitUntil) return record;
    await deps.sleep(pollMs);
  }
}

async function loadOrStart(deps: HandleDeps, message: IncomingMessage): Promise<ConversationRecord> {
  const found = await deps.conversations.load(message.conversationId);
  if (found !== null) return found;
  const fresh = newConversation({
    id: message.conversationId,
    chatId: message.address.chatId ?? message.conversationId,
    channel: message.channel,
    engine: deps.engine.start(message.visitor),
    now: deps.now().toISOString(),
  });
  const earlier = message.continues === undefined ? null : await deps.conversations.load(message.continues);
  // A chat that was opened before SalesIQ gave it an id goes on under the id (salesiq-zobot.md §2.7).
  return earlier === null
    ? fresh
    : { ...fresh, engine: earlier.engine, state: earlier.state, workflow: earlier.workflow };
}

async function earlierReply(
  conversations: Conversations,
  record: ConversationRecord,
  eventId: string,
): Promise<BotReply | null> {
  if (record.version === 0) return null;
  if (record.head?.eventId === eventId) return record.head.reply;
  const turn = await conversations.findTurnByEvent(record.id, eventId);
  return turn?.reply ?? null;
}

async function decide(
  deps: HandleDeps,
  record: ConversationRecord,
  message: IncomingMessage,
  deadline: number,
): Promise<TurnStep> {
  const content = redactContent(deps.redact, message.content);
  // Also where the code stays in: what leaves this process for a language model must never hold one.
  const text = typed(content);
  const understanding = text === null ? null : await understand(deps, text, deadline);
  const isAsTyped = typed(message.content) === text;
  const withCode = isAsTyped ? content : redactContent(deps.redact, message.content, { keepCodes: true });
  // "My code is 123456" answers the bot's question only with the code in it; where no code was asked for, it goes.
  if (typed(withCode) !== text) {
    const asked = await step(deps, record, message, { content: withCode, understanding }, lineOf(content));
    if (asked.step.verifications.length > 0) return verified(deps, message, asked.step, asked.context);
  }
  const heard = { content, understanding };
  const taken = await step(deps, record, message, heard, lineOf(content));
  const { reply } = taken.step;
  const phrased = await phrasedArticle(advisorBefore(deps, deadline), text, taken.context, reply);
  if (phrased === null) return verified(deps, message, taken.step, taken.context);
  const turn = { eventId: message.eventId, input: { kind: 'incoming', ...heard } as const, line: lineOf(content) };
  return verified(deps, message, takeTurn(deps, record, turn, phrased, deps.runner.lease()), phrased);
}

/** The pure step with everything it needs fetched before; run again when the customer names another address. */
async function step(
  deps: HandleDeps,
  record: ConversationRecord,
  message: IncomingMessage,
  heard: { readonly content: IncomingMessage['content']; readonly understanding: Understanding | null },
  line: TurnInput['line'],
): Promise<{ step: TurnStep; context: EngineContext }> {
  const text = typed(heard.content);
  const input: EngineInput = { kind: 'incoming', ...heard };
  const turn = { eventId: message.eventId, input, line };
  const email = deps.engine.view(record.engine).slots.email ?? null;
  const context = await deps.contexts.build(record, { text, email });
  const first = takeTurn(deps, record, turn, context, deps.runner.lease());
  const said = deps.engine.view(first.record.engine).slots.email ?? null;
  if (said === null || said === email) return { step: first, context };
  const again = await deps.contexts.build(record, { text, email: said });
  return { step: takeTurn(deps, record, turn, again, deps.runner.lease()), context: again };
}

function typed(content: IncomingMessage['content']): string | null {
  return content.kind === 'message' && content.text.trim() !== '' ? content.text : null;
}

async function understand(deps: HandleDeps, text: string, deadline: number): Promise<Understanding> {
  const understanding = deps.detector.detect(text.slice(0, deps.detectionCharsMax));
  if (understanding.outcome !== 'unsure') return understanding;
  return advisorBefore(deps, deadline)?.choose(text, understanding) ?? understanding;
}

/** The advisor, if the turn has time for it; a turn that waited for the one before it goes without. */
function advisorBefore(deps: HandleDeps, deadline: number): Advisor | null {
  return deadline - deps.elapsedMs() < advisorMsMin ? null : deps.advisor;
}

function lineOf(content: IncomingMessage['content']): { role: 'customer' | 'system'; text: string } | null {
  switch (content.kind) {
    case 'message': {
      const files = content.attachments.map((file) => `[file: ${file.name ?? 'unnamed'}]`);
      const text = [content.text, ...files].filter((part) => part !== '').join('\n');
      return text === '' ? null : { role: 'customer', text };
    }
    case 'answers': {
      const text = Object.entries(content.answers).map(([name, answer]) => `${name}: ${answer}`);
      return { role: 'customer', text: text.join('\n') };
    }
    case 'failed':
      return { role: 'system', text: `SalesIQ could not carry out the last reply: ${content.reason}` };
    case 'opened':
      return null;
  }
}

/** A typed code is checked at once and never written anywhere: neither in the outbox nor in the transcript. */
async function verified(
  deps: HandleDeps,
  message: IncomingMessage,
  step: TurnStep,
  context: Parameters<typeof takeTurn>[3],
): Promise<TurnStep> {
  const effect = step.verifications[0];
  if (effect === undefined) return step;
  const result = await checkCode(deps, message, effect);
  const hidden = withoutCode(step.record, effect.code);
  const input: EngineInput = { kind: 'result', effectId: effect.id, result };
  const advanced = advance(deps, hidden, input, context, deps.runner.lease());
  return { ...answered(advanced.record, advanced.reply, context.now), verifications: [] };
}

async function checkCode(
  deps: HandleDeps,
  message: IncomingMessage,
  effect: { id: string; purpose: string; code: string },
): Promise<EffectResult> {
  try {
    const answer = await deps.notifications.verifyCode({
      requestId: `${message.conversationId}#${effect.id}`,
      conversationId: message.conversationId,
      purpose: effect.purpose,
      code: effect.code,
    });
    return { kind: 'verification', outcome: answer.result, triesLeft: answer.triesLeft };
  } catch {
    return { kind: 'failed', reason: 'the code could not be checked just now' };
  }
}

function withoutCode(record: ConversationRecord, code: string): ConversationRecord {
  if (record.head === null || code === '') return record;
  const lines = record.head.lines.map((line) =>
    line.role === 'customer' ? { ...line, text: line.text.replaceAll(code, '[code removed]') } : line,
  );
  return { ...record, head: { ...record.head, lines } };
}

/** Does the awaited work while time is left, then leaves the rest to the outbox. */
async function finish(
  deps: HandleDeps,
  start: ConversationRecord,
  firstReply: BotReply,
  message: IncomingMessage,
  deadline: number,
): Promise<BotReply> {
  let record = start;
  let reply = firstReply;
  for (;;) {
    const item = awaitedWork(record)[0];
    if (item === undefined) break;
    const remaining = deadline - deps.elapsedMs();
    const late = remaining < attemptMsMin;
    const applied = late
      ? await deps.runner.postpone(record, awaitedWork(record))
      : await deps.runner.runAwaited(record, item, remaining);
    record = applied.record;
    reply = applied.reply ?? reply;
    if (late) break;
  }
  return closeTurn(deps, start, record, reply, message);
}

/** Leaves the turn open at SalesIQ when the ticket number is still to come and can follow by callback. */
async function closeTurn(
  deps: HandleDeps,
  start: ConversationRecord,
  record: ConversationRecord,
  reply: BotReply,
  message: IncomingMessage,
): Promise<BotReply> {
  const { callbackId, preview } = message.address;
  const promised = record.outbox.some(
    ({ work, announced }) => work.kind === 'createTicket' && work.awaited && announced,
  );
  const fresh = start.busyUntil !== null && record.busyUntil === null;
  if (!fresh || !promised || !deps.callbacksEnabled || callbackId === undefined || preview) return reply;
  if (reply.action !== 'reply') return reply;
  const pending: BotReply = { ...reply, action: 'pending' };
  const startedAt = deps.now().toISOString();
  return retryOnConflict(async () => {
    const current = await deps.conversations.load(record.id);
    // The number came in the meantime: this turn is an ordinary one.
    if (current?.head == null || current.head.seq !== start.lastSeq) return reply;
    const head = { ...current.head, reply: pending };
    const next = { ...current, head, openCallback: { callbackId, startedAt } };
    return (await deps.conversations.commit(current, next)) === null ? null : pending;
  });
}

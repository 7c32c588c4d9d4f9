import { isDeepStrictEqual } from 'node:util';
import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import type { AwaitedSecret } from '@acebuddy/redaction';
import type { Logger } from '@acebuddy/service-kit';
import type { Engine, EngineContext, EngineInput, Understanding } from '@acebuddy/workflows';
import type { Advisor, Detector } from '../ports.ts';
import { earlierReply, settledRecord } from './arrival.ts';
import { verified } from './check-code.ts';
import { closeTurn } from './close-turn.ts';
import { aboutOf } from './context.ts';
import { retryOnConflict } from './conversations.ts';
import { awaitedNext, type Heard, hear, typed } from './hear.ts';
import { awaitedWork } from './outbox.ts';
import { phrasedArticle } from './phrased-article.ts';
import { readable } from './readable.ts';
import type { ConversationRecord } from './record.ts';
import { type PrepareRedaction, type RedactInLane, redactVisitor } from './redact-content.ts';
import { handedOverAgain, saidAgain, unheardTurn } from './said-again.ts';
import { type TurnInput, type TurnStep, takeTurn, withArrival } from './turn.ts';
import type { VisitorCaps } from './visitor-caps.ts';
import { withinCaps } from './within-caps.ts';
import type { RunnerDeps, WorkRunner } from './work-runner.ts';

export interface HandleDeps extends RunnerDeps {
  readonly engine: Engine;
  readonly detector: Detector;
  readonly advisor: Advisor | null;
  readonly runner: WorkRunner;
  /** Removes secrets before anything is written (promises.md, P5). */
  readonly redact: RedactInLane;
  /** The same for the few words of a name, which wait for no message. */
  readonly redaction: { readonly prepare: PrepareRedaction };
  /** How much one visitor may cause in an hour. */
  readonly caps: VisitorCaps;
  /** Keyed digest of a network address: it is kept in no other form. */
  readonly networkKey: (network: string) => string;
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

export interface Handled {
  readonly reply: BotReply;
  /** Where the chat is kept, which the message need not know. */
  readonly conversationId: string;
  /** The turn left work in the outbox that this process holds the lease of. */
  readonly workLeft: boolean;
}

/** One message, one answer, within the budget; everything that takes longer goes on in the outbox. */
export async function handleMessage(deps: HandleDeps, incoming: IncomingMessage): Promise<Handled> {
  const deadline = deps.elapsedMs() + incoming.budgetMs - reserveMs;
  const { name = '', phone = '' } = incoming.visitor;
  const redact = await deps.redaction.prepare([name, phone]);
  const { network, ...told } = incoming;
  const message = {
    ...told,
    visitor: redactVisitor(redact, incoming.visitor),
    ...(network !== undefined && { network: deps.networkKey(network) }),
  };
  const started = await begin(deps, message, deadline);
  const { conversationId } = started;
  if (started.kind === 'seen') return { reply: started.reply, conversationId, workLeft: false };
  const workLeft = started.record.outbox.length > 0;
  try {
    return { reply: await finish(deps, started.record, started.reply, message, deadline), conversationId, workLeft };
  } catch (error) {
    // The turn is committed: what is stored as its answer is true, and the outbox does the rest.
    deps.logger.warn({ err: error, conversationId }, 'a turn ended with its first answer');
    return { reply: started.reply, conversationId, workLeft };
  }
}

type Begun = { readonly conversationId: string; readonly reply: BotReply } & (
  | { readonly kind: 'seen' }
  | { readonly kind: 'fresh'; readonly record: ConversationRecord }
);

async function begin(deps: HandleDeps, message: IncomingMessage, deadline: number): Promise<Begun> {
  const hearBehind = perAwaited((follows) => hear(deps, message, follows, () => advisorBefore(deps, deadline)));
  const startedMs = deps.elapsedMs();
  return retryOnConflict(async () => {
    const before = await settledRecord(deps, message, deadline);
    const seen = await earlierReply(deps.conversations, before, message);
    if (seen !== null) return { kind: 'seen', conversationId: before.id, reply: seen };
    const at = deps.now().toISOString();
    const arrived = withArrival(before, message, at);
    const heard = hearBehind(before.awaited ?? (isCode(deps, before, message) ? 'code' : null));
    const content = await heard.content();
    const line = lineOf(content);
    const again = saidAgain(arrived, { eventId: message.eventId, line }, at);
    const decided = again ?? handedOverAgain(arrived, await decide(deps, arrived, message, heard, deadline), at);
    const step = await withinCaps(deps, arrived, message, { step: decided, line, lease: deps.runner.lease() });
    const busyUntil = awaitedWork(step.record).length > 0 ? soon(deps, message.budgetMs) : null;
    // Until the turn is finished, which a process that dies does not do.
    const unheard = busyUntil === null ? null : unheardTurn(step.record);
    const record = await deps.conversations.commit(before, {
      ...withTime(step.record, deps.elapsedMs() - startedMs),
      busyUntil,
      unheard,
      awaited: awaitedNext(content, before.awaited),
    });
    return record === null ? null : { kind: 'fresh', conversationId: record.id, record, reply: step.reply };
  });
}

/** How long the answer took is counted from what is kept, so that a recount finds it, too. */
function withTime(record: ConversationRecord, tookMs: number): ConversationRecord {
  return record.head === null ? record : { ...record, head: { ...record.head, tookMs: Math.round(tookMs) } };
}

const sixDigits = /^\D{0,3}(?:\d[\s-]?){5}\d\D{0,3}$/;

/** A code that was asked for stands at the beginning of more words, too; said again after it was checked, it is still one. */
function isCode({ engine }: HandleDeps, { engine: state }: ConversationRecord, { content }: IncomingMessage): boolean {
  const { awaitsCode, codeWasSent } = engine.view(state);
  return awaitsCode || (codeWasSent && sixDigits.test(typed(content) ?? ''));
}

/** One hearing for each thing that may be awaited: a commit that lost may have been to the words that announce it. */
function perAwaited(hearing: (follows: AwaitedSecret | null) => Heard): (follows: AwaitedSecret | null) => Heard {
  const known = new Map<AwaitedSecret | null, Heard>();
  return (follows) => {
    const heard = known.get(follows) ?? hearing(follows);
    known.set(follows, heard);
    return heard;
  };
}

function soon(deps: HandleDeps, budgetMs: number): string {
  return new Date(deps.now().getTime() + budgetMs).toISOString();
}

/** What this message leads to: redacted, understood, stepped; a typed code is checked on the way. */
async function decide(
  deps: HandleDeps,
  record: ConversationRecord,
  message: IncomingMessage,
  heard: Heard,
  deadline: number,
): Promise<TurnStep> {
  const [content, withCodes, understanding] = [
    await heard.content(),
    await heard.withCodes(),
    await heard.understanding(),
  ];
  const text = typed(content);
  // "My code is 123456" answers the bot's question only with the code in it; where no code was asked for, it goes.
  if (typed(withCodes) !== text) {
    const spoken = { content: readable(withCodes, deps.detectionCharsMax), understanding };
    const asked = await step(deps, record, message, spoken, lineOf(content));
    if (asked.step.verifications.length > 0) return verified(deps, asked.step, asked.context);
  }
  const said = { content: readable(content, deps.detectionCharsMax), understanding };
  const taken = await step(deps, record, message, said, lineOf(content));
  const { reply } = taken.step;
  const phrased = await phrasedArticle(advisorBefore(deps, deadline), text, taken.context, reply);
  if (phrased === null) return verified(deps, taken.step, taken.context);
  const turn = { eventId: message.eventId, input: { kind: 'incoming', ...said } as const, line: lineOf(content) };
  return verified(deps, takeTurn(deps, record, turn, phrased, deps.runner.lease()), phrased);
}

/** The pure step with everything it needs fetched before; run again when the customer names another address or account. */
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
  const before = aboutOf(deps.engine.view(record.engine));
  const context = await deps.contexts.build(record, { text, about: before });
  const first = takeTurn(deps, record, turn, context, deps.runner.lease());
  const about = aboutOf(deps.engine.view(first.record.engine));
  if (isDeepStrictEqual(about, before)) return { step: first, context };
  const again = await deps.contexts.build(record, { text, about });
  return { step: takeTurn(deps, record, turn, again, deps.runner.lease()), context: again };
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
  return closeTurn(deps, { start, record, reply, message, deadline: deadline + reserveMs });
}

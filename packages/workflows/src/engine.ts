import type { Visitor } from '@acebuddy/contracts';
import type { Workflow } from './definition/program.ts';
import { followLanguage } from './dialogue/chat-language.ts';
import { handleMessage } from './dialogue/handle-message.ts';
import type { ReadChoice, ReadMatter, ReadMessage, ReadTopic } from './dialogue/heard.ts';
import { spokenHere } from './dialogue/spoken-here.ts';
import type { Engine, EngineContext, EngineInput, EngineStep, EngineView } from './engine-types.ts';
import { builtinSlots } from './flow/builtin-slots.ts';
import { builtinWorkflows } from './flow/builtin-workflows.ts';
import { createLibraries } from './flow/libraries.ts';
import { lookupsOf, proofOf, provenMailbox } from './flow/proof.ts';
import { toReply } from './flow/reply.ts';
import { sameAddress } from './flow/same-account.ts';
import { activeRun, type Library, quietMs, type Turn, tell } from './flow/turn.ts';
import { bundledReplies, type Replies } from './replies/replies.ts';
import { defaultLanguage } from './replies/reply-types.ts';
import { loadState, storeState } from './state/load-state.ts';
import { realName } from './state/real-name.ts';
import { startState } from './state/start-state.ts';
import type { State } from './state/state-schema.ts';
import { resetIdentity } from './turn/answers.ts';
import { onApproval, onClose, onOperator, onTicketStatus, onTimer } from './turn/events.ts';
import { onFailedReply } from './turn/failed-reply.ts';
import { noteAttachments } from './turn/files.ts';
import { awaitedCode } from './turn/identity.ts';
import { rate } from './turn/rating.ts';
import { onResult } from './turn/results.ts';
import { greet } from './turn/small-talk.ts';
import { whoAnswers } from './turn/who-answers.ts';
import { answersIn } from './why/changed-slots.ts';
import { newTrace } from './why/trace.ts';
import { turnWhy } from './why/turn-why.ts';

export interface EngineParts {
  /** Reads the acts of a message: `createActReader` of the detection package. */
  readonly reader: ReadMessage;
  /** Reads emergencies and other matters outside of the topics: `createMatterReader`; none where left out. */
  readonly matters?: ReadMatter;
  /** Reads the options of choices: `createChoiceReader`; the names of the options alone where left out. */
  readonly choices?: ReadChoice;
  /** Reads the topic of a part of a message, to tell several requests in one apart; they are taken as one where left out. */
  readonly topics?: ReadTopic;
  /** The bundled catalogues where left out. */
  readonly replies?: Replies;
}

/**
 * The dialogue engine over these workflows and the replies of these languages. It knows no workflow by name; a plain
 * request is always possible.
 */
export function createEngine(
  workflows: readonly Workflow[],
  { reader, matters = () => null, choices = () => null, topics = () => null, replies = bundledReplies() }: EngineParts,
): Engine {
  const libraries = createLibraries([...builtinWorkflows, ...workflows]);
  return {
    start: (visitor) => storeState(startState(visitor)),
    step: (stored, input, context) =>
      step({ libraries, replies, reader, matters, choices, topics }, loadState(stored), input, context),
    view: (stored) => view(libraries(defaultLanguage), loadState(stored)),
    labelsOf: (workflow) => labelsOf(workflow === null ? undefined : libraries(defaultLanguage).get(workflow)),
  };
}

interface Means {
  readonly libraries: (language: string) => Library;
  readonly replies: Replies;
  readonly reader: ReadMessage;
  readonly matters: ReadMatter;
  readonly choices: ReadChoice;
  readonly topics: ReadTopic;
}

function step(
  { libraries, replies, reader, matters, choices, topics }: Means,
  state: State,
  input: EngineInput,
  context: EngineContext,
): EngineStep {
  const language = state.language ?? context.language ?? defaultLanguage;
  const turn: Turn = {
    state,
    context,
    reader,
    matters,
    choices,
    topics,
    ...speaking(language, { libraries, replies }, state),
    askedAt: null,
    team: replies.in(defaultLanguage),
    said: saidIn(input),
    told: null,
    texts: [],
    suggestions: [],
    input: null,
    action: 'reply',
    effects: [],
    trace: newTrace(),
  };
  if (input.kind === 'incoming') {
    const { read, answered } = followLanguage(turn, input.understanding, replies);
    Object.assign(turn, speaking(answered, { libraries, replies }, state), { language: read });
  }
  const before = answersIn(state);
  take(turn, heardHere(input, replies.languages));
  if (turn.effects.some((effect) => effect.kind === 'createTicket' && effect.awaited) && turn.action === 'reply')
    tell(turn, 'ticket.one_moment');
  if (state.holder === 'person' && turn.action !== 'forward')
    Object.assign(turn, { action: 'silent', texts: [], suggestions: [], input: null });
  setTimer(turn, input);
  state.identity.proof = state.run === null ? provenOutsideRuns(turn) : proofOf(turn, state.run);
  const why = isExplained(input) ? turnWhy(turn, turn.trace, before) : null;
  return { state: storeState(state), reply: toReply(turn), effects: turn.effects, why, wakeAt: state.wakeAt };
}

/** What she wrote, and what came of the work that it ordered. */
function isExplained(input: EngineInput): boolean {
  if (input.kind !== 'incoming') return input.kind === 'result';
  return input.content.kind === 'message' || input.content.kind === 'answers';
}

/** What a message means depends on the languages that it can be answered in. */
function heardHere(input: EngineInput, languages: readonly string[]): EngineInput {
  if (input.kind !== 'incoming' || input.understanding === null) return input;
  return { ...input, understanding: spokenHere(input.understanding, languages) };
}

/** What a turn has of the customer's language. */
function speaking(
  language: string,
  { libraries, replies }: Pick<Means, 'libraries' | 'replies'>,
  { runCount }: State,
): Pick<Turn, 'language' | 'words' | 'library'> {
  const words = replies.in(language, runCount);
  return { language, words, library: libraries(words.language) };
}

const provenOutsideRuns = (turn: Turn) => (provenMailbox(turn) === null ? 'not verified' : 'mailbox only');

function saidIn(input: EngineInput): string | null {
  if (input.kind !== 'incoming') return null;
  if (input.content.kind === 'message') return input.content.text;
  return input.content.kind === 'answers' ? Object.values(input.content.answers).join(', ') : null;
}

function take(turn: Turn, input: EngineInput): void {
  switch (input.kind) {
    case 'incoming':
      onIncoming(turn, input);
      return;
    case 'result':
      onResult(turn, input.effectId, input.result);
      return;
    case 'operator':
      onOperator(turn, input.event);
      return;
    case 'rated':
      rate(turn, input.rating, input.feedback);
      return;
    case 'approval':
      onApproval(turn, input);
      return;
    case 'ticket_status':
      onTicketStatus(turn, input);
      return;
    case 'timer':
      onTimer(turn);
      return;
    case 'close':
      onClose(turn, input.reason);
      return;
  }
}

function onIncoming(turn: Turn, { content, understanding }: Extract<EngineInput, { kind: 'incoming' }>): void {
  const { state } = turn;
  if (content.kind === 'failed') {
    onFailedReply(turn, content.reason);
    return;
  }
  learnVisitor(turn, turn.context.visitor);
  forgetProof(turn);
  state.unsaid = state.tickets.length > 0;
  state.held = [];
  // What was not answered by now comes later, as a push of its own.
  for (const ticket of state.tickets) if (ticket.status === 'sending') ticket.status = 'pending';
  if (state.holder === 'person') {
    const answers = whoAnswers(turn, content);
    if (answers !== 'bot') {
      turn.trace.rule = 'attended';
      if (content.kind === 'message') noteAttachments(turn, content.attachments);
      return;
    }
  }
  if (state.session === 'closed') state.session = 'new';
  state.nudged = false;
  switch (content.kind) {
    case 'opened':
      greet(turn);
      break;
    case 'message':
      handleMessage(turn, { text: content.text, attachments: content.attachments, topic: understanding });
      break;
    case 'answers':
      handleMessage(turn, { text: turn.said ?? '', attachments: [], topic: understanding });
      break;
  }
  state.lastAt = turn.context.now;
}

/** What the channel knows fills the gaps; what the customer said herself stays. A changed address is a new identity. */
function learnVisitor({ state }: Turn, visitor: Visitor): void {
  // What she is just correcting must not come back from the channel.
  const open = (name: string) => state.run?.reopen !== name && !state.profile.refused.includes(name);
  if (open('name')) state.profile.name ??= realName(visitor.name);
  if (open('phone')) state.profile.phone ??= visitor.phone ?? null;
  if (visitor.email === undefined) return;
  const { told } = state.profile;
  const isOther =
    told !== null && !sameAddress(told, visitor.email) && !sameAddress(state.profile.email, visitor.email);
  state.profile.told = visitor.email;
  if (isOther) {
    // Whoever writes now is somebody else for the channel: what the one before proved or is asked for is not hers.
    state.profile.email = visitor.email;
    resetIdentity(state);
  } else if (open('email') && state.profile.email === null) {
    state.profile.email = visitor.email;
    if (state.identity.mailbox !== null && !sameAddress(state.identity.mailbox, visitor.email)) resetIdentity(state);
  }
}

/** A proof of identity is good for the talk it was given in, not for whoever finds the window open later. */
const proofMinutes = 60;

function forgetProof(turn: Turn): void {
  const { state } = turn;
  if (
    (quietMs(turn) ?? 0) < proofMinutes * 60_000 ||
    (state.identity.epoch === 1 && state.identity.status === 'open' && state.identity.mailbox === null)
  )
    return;
  resetIdentity(state);
  state.identity.sent = 0;
}

/** When somebody must look at the chat again if nothing happens. */
function setTimer({ state, context }: Turn, input: EngineInput): void {
  const { idleNudgeMinutes, idleAbandonMinutes } = context.settings;
  const after = (minutes: number) => new Date(Date.parse(context.now) + minutes * 60_000).toISOString();
  if (state.session === 'closed') {
    state.wakeAt = null;
    return;
  }
  if (state.holder === 'person') {
    // What they say goes to the ticket when the chat ends; that it did may never be told.
    state.wakeAt = state.unsaid ? after(idleAbandonMinutes) : null;
    return;
  }
  if (input.kind !== 'incoming' && input.kind !== 'timer') return;
  const running = activeRun(state) !== null || state.untold.length > 0;
  if (input.kind === 'timer')
    state.wakeAt = running && state.nudged ? after(Math.max(1, idleAbandonMinutes - idleNudgeMinutes)) : null;
  else if (running) state.wakeAt = after(idleNudgeMinutes);
  else
    state.wakeAt = state.unsaid || state.pending !== null || state.stack.length > 0 ? after(idleAbandonMinutes) : null;
}

function labelsOf(workflow: Workflow | undefined): Readonly<Record<string, string>> {
  const slots = Object.entries({ ...builtinSlots, ...workflow?.definition.slots });
  return Object.fromEntries(slots.map(([name, { label }]) => [name, label]));
}

function view(library: Library, state: State): EngineView {
  const { run, profile, identity } = state;
  const slots = Object.entries(run?.slots ?? {}).map(([name, answer]) => [name, answer.t] as const);
  const own = Object.entries({ name: profile.name, email: profile.email, phone: profile.phone });
  return {
    state: state.session,
    workflow: run === null || run.ended === 'cancelled' || run.ended === 'replaced' ? null : run.workflow,
    slots: Object.fromEntries([
      ...slots,
      ...own.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ]),
    verified: identity.proof,
    mailboxProven: identity.mailbox !== null,
    awaitsCode: awaitedCode(state) !== null,
    codeWasSent: state.identity.sent > 0,
    accounts: run === null ? [] : lookupsOf({ state, library }, run),
    attended: state.holder === 'person',
    runId: run?.id ?? null,
  };
}

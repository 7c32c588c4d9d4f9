import type { Visitor } from '@acebuddy/contracts';
import type { Workflow } from './definition/program.ts';
import type { Engine, EngineContext, EngineInput, EngineStep, EngineView } from './engine-types.ts';
import { builtinWorkflows } from './flow/builtin-workflows.ts';
import { toReply } from './flow/reply.ts';
import { activeRun, type Library, quietMs, say, type Turn } from './flow/turn.ts';
import { loadState, storeState } from './state/load-state.ts';
import { realName } from './state/real-name.ts';
import { startState } from './state/start-state.ts';
import type { State } from './state/state-schema.ts';
import { resetIdentity } from './turn/answers.ts';
import { onApproval, onClose, onOperator, onTicketStatus, onTimer } from './turn/events.ts';
import { onFailedReply } from './turn/failed-reply.ts';
import { handleMessage, noteAttachments } from './turn/handle-message.ts';
import { rate } from './turn/rating.ts';
import { onResult } from './turn/results.ts';
import { greet } from './turn/small-talk.ts';

/** The dialogue engine over these workflows. It knows none of them by name; a plain request is always possible. */
export function createEngine(workflows: readonly Workflow[]): Engine {
  const library: Library = new Map(
    [...builtinWorkflows, ...workflows].map((workflow) => [workflow.definition.id, workflow]),
  );
  return {
    start: (visitor) => storeState(startState(visitor)),
    step: (stored, input, context) => step(library, loadState(stored), input, context),
    view: (stored) => view(loadState(stored)),
  };
}

function step(library: Library, state: State, input: EngineInput, context: EngineContext): EngineStep {
  const turn: Turn = {
    state,
    context,
    library,
    said: saidIn(input),
    texts: [],
    suggestions: [],
    input: null,
    action: 'reply',
    effects: [],
  };
  take(turn, input);
  if (turn.effects.some((effect) => effect.kind === 'createTicket' && effect.awaited) && turn.action === 'reply')
    say(turn, 'One moment, I am putting this into our ticket system.');
  if (state.holder === 'person' && turn.action !== 'forward')
    Object.assign(turn, { action: 'silent', texts: [], suggestions: [], input: null });
  setTimer(turn, input);
  return { state: storeState(state), reply: toReply(turn), effects: turn.effects, wakeAt: state.wakeAt };
}

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
    if (content.kind === 'message') noteAttachments(turn, content.attachments);
    return;
  }
  if (state.session === 'closed') state.session = 'new';
  state.nudged = false;
  switch (content.kind) {
    case 'opened':
      greet(turn);
      break;
    case 'message':
      handleMessage(turn, { text: content.text, attachments: content.attachments, understanding });
      break;
    case 'answers':
      handleMessage(turn, { text: turn.said ?? '', attachments: [], understanding });
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
  if (open('email') && state.profile.email === null && visitor.email !== undefined) {
    state.profile.email = visitor.email;
    if (state.identity.verified !== null) resetIdentity(state);
  }
}

/** A proof of identity is good for the talk it was given in, not for whoever finds the window open later. */
const proofMinutes = 60;

function forgetProof(turn: Turn): void {
  const { state } = turn;
  if (
    (quietMs(turn) ?? 0) < proofMinutes * 60_000 ||
    (state.identity.epoch === 1 && state.identity.status === 'open' && state.identity.verified === null)
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
  const running = activeRun(state) !== null;
  if (input.kind === 'timer')
    state.wakeAt = running && state.nudged ? after(Math.max(1, idleAbandonMinutes - idleNudgeMinutes)) : null;
  else if (running) state.wakeAt = after(idleNudgeMinutes);
  else
    state.wakeAt = state.unsaid || state.pending !== null || state.stack.length > 0 ? after(idleAbandonMinutes) : null;
}

function view(state: State): EngineView {
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
    verified: identity.verified !== null,
    attended: state.holder === 'person',
    runId: run?.id ?? null,
  };
}

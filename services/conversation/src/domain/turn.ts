import type { BotReply, ChatAddress, IncomingMessage, TranscriptEntry, Visitor } from '@acebuddy/contracts';
import type { EngineContext, EngineInput, EngineReply } from '@acebuddy/workflows';
import { withAddress } from './addresses.ts';
import { advance } from './advance.ts';
import type { Lease } from './outbox.ts';
import { findWork } from './outbox.ts';
import type { ConversationRecord } from './record.ts';
import { type SettleDeps, settle } from './settle.ts';
import { botLines, sessionSummary, toBotReply, withHeadReply, withTurn, withWhy } from './turns.ts';

export interface TurnInput {
  readonly eventId: string;
  readonly input: EngineInput;
  /** What goes into the transcript for the customer's (or the system's) part; null for nothing said. */
  readonly line: { readonly role: TranscriptEntry['role']; readonly text: string } | null;
}

export interface TurnStep {
  readonly record: ConversationRecord;
  readonly reply: BotReply;
  readonly verifications: ReturnType<typeof advance>['verifications'];
}

/** One turn, pure: the customer's line, the engine's step, the answer as it would be if nothing else came in time. */
export function takeTurn(
  deps: SettleDeps,
  record: ConversationRecord,
  turn: TurnInput,
  context: EngineContext,
  lease: Lease,
): TurnStep {
  const at = context.now;
  const lines = turn.line === null ? [] : [{ ...turn.line, at }];
  const opened = withTurn(record, { eventId: turn.eventId, at, lines, reply: null });
  const advanced = advance(deps, opened, turn.input, context, lease);
  const explained = withWhy(advanced.record, advanced.why);
  return {
    ...answered(explained, fallbackReply(deps, advanced.record, advanced.reply, context, lease), at),
    verifications: advanced.verifications,
  };
}

/** Puts the engine's words into the head turn. */
export function answered(
  record: ConversationRecord,
  reply: EngineReply,
  at: string,
): { record: ConversationRecord; reply: BotReply } {
  const botReply = toBotReply(reply, sessionSummary(record));
  return { record: withHeadReply(record, botReply, botLines(reply.texts, at)), reply: botReply };
}

/**
 * Until the awaited work is done, the stored answer is the one for "not in time": whoever asks for this turn again
 * after a crash reads our reference and the promise, which the outbox keeps.
 */
export function fallbackReply(
  deps: SettleDeps,
  record: ConversationRecord,
  reply: EngineReply,
  context: EngineContext,
  lease: Lease,
): EngineReply {
  const awaited = record.outbox.find(
    ({ work, attempts }) => work.kind === 'createTicket' && work.awaited && attempts === 0,
  );
  if (awaited?.work.kind !== 'createTicket' || findWork(record, awaited.work.id) === undefined) return reply;
  const result = { kind: 'ticket', outcome: 'pending', reference: awaited.work.reference } as const;
  const settled = settle(
    deps,
    record,
    awaited.work.id,
    { kind: 'later', reason: 'not yet tried', result },
    context,
    lease,
  );
  // A delay that needs no words, since she has written on meanwhile, takes the place of no answer.
  return settled.reply === null || settled.reply.texts.length === 0 ? reply : settled.reply;
}

export function withArrival(
  record: ConversationRecord,
  message: Pick<IncomingMessage, 'visitor' | 'address' | 'channel' | 'network'>,
  at: string,
): ConversationRecord {
  const arrived = {
    ...record,
    channel: message.channel,
    heardAt: at,
    visitor: mergeVisitor(record.visitor, message.visitor),
    network: message.network ?? null,
    address: mergeAddress(record.address, message.address),
  };
  return withAddress(arrived, record.visitor.email);
}

/** Later messages may leave out what earlier ones told; nothing that is known is forgotten. */
function mergeVisitor(known: Visitor, told: Visitor): Visitor {
  const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== ''));
  return { ...known, ...said };
}

function mergeAddress(known: ChatAddress, told: ChatAddress): ChatAddress {
  const { callbackId: _spent, ...kept } = known;
  return { ...kept, ...told };
}

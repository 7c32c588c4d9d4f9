import type { BotReply, RuleBeforeTable, SessionSummary, TranscriptEntry, TurnWhy } from '@acebuddy/contracts';
import type { EngineReply } from '@acebuddy/workflows';
import { type ConversationRecord, recentEventsMax, type Turn } from './record.ts';

export interface NewTurn {
  readonly eventId: string;
  readonly at: string;
  readonly lines: readonly TranscriptEntry[];
  readonly reply: BotReply | null;
}

/** Adds a turn as the record's head. The previous head is returned by `settledTurn` for the transcript. */
export function withTurn(record: ConversationRecord, turn: NewTurn): ConversationRecord {
  const seq = record.lastSeq + 1;
  const head: Turn = { ...turn, lines: [...turn.lines], seq, firstLine: record.lineCount };
  return {
    ...record,
    head,
    lastSeq: seq,
    lineCount: record.lineCount + turn.lines.length,
    recentEvents: [...record.recentEvents, { eventId: turn.eventId, seq }].slice(-recentEventsMax),
  };
}

/** Keeps with the head turn why it was answered so; null leaves it as it is. */
export function withWhy(record: ConversationRecord, why: TurnWhy | null): ConversationRecord {
  return record.head === null || why === null ? record : { ...record, head: { ...record.head, why } };
}

/** Something else than the dialogue answered: what was read stays, what the dialogue would have done does not. */
export function withRule(
  record: ConversationRecord,
  rule: RuleBeforeTable,
  action: BotReply['action'],
): ConversationRecord {
  const effects = action === 'forward' ? ['forward'] : [];
  const read = record.head?.why ?? { question: null, at: null, acts: [], topics: [] };
  return withWhy(record, { ...read, rows: [{ row: rule, commands: [] }], filled: [], cleared: [], effects });
}

/** Adds lines to the record's head, which must not have been committed yet. */
export function withLines(record: ConversationRecord, lines: readonly TranscriptEntry[]): ConversationRecord {
  if (record.head === null) return record;
  const head: Turn = { ...record.head, lines: [...record.head.lines, ...lines] };
  return { ...record, head, lineCount: record.lineCount + lines.length };
}

/**
 * Number of transcript lines that stay as they are: the answer of the newest turn may still be replaced while the turn's
 * work is done, so whatever takes "lines up to here" to a ticket must end before it.
 */
export function firmLines({ head, lineCount }: ConversationRecord): number {
  if (head === null || head.reply === null) return lineCount;
  return head.firstLine + head.lines.filter(isFirm).length;
}

const isFirm = (line: TranscriptEntry): boolean => line.role !== 'bot';

/** Gives the head turn another answer: the result of its own work came in time. What others said stays as it is. */
export function withHeadReply(
  record: ConversationRecord,
  reply: BotReply,
  lines: readonly TranscriptEntry[],
): ConversationRecord {
  if (record.head === null) return record;
  const kept = record.head.lines.filter(isFirm);
  const head: Turn = { ...record.head, lines: [...kept, ...lines], reply };
  return { ...record, head, lineCount: head.firstLine + head.lines.length };
}

/** The turn that leaves the record when `after` replaces `before`, if any. */
export function settledTurn(before: ConversationRecord, after: ConversationRecord): Turn | null {
  return before.head !== null && after.head?.seq !== before.head.seq ? before.head : null;
}

export function botLines(texts: readonly string[], at: string): TranscriptEntry[] {
  return texts.map((text) => ({ role: 'bot', text, at }));
}

export function toBotReply(reply: EngineReply, session: SessionSummary): BotReply {
  return {
    action: reply.action,
    replies: [...reply.texts],
    suggestions: [...reply.suggestions],
    ...(reply.input === null ? {} : { input: reply.input }),
    session,
  };
}

/** What callers of the flat webhook see of the session after this turn. */
export function sessionSummary(record: ConversationRecord): SessionSummary {
  const run = record.runs.at(-1);
  return {
    sessionId: record.chatId,
    workflowType: record.workflow,
    state: record.state,
    ticketCreated: run?.ticket != null,
    ticketId: run?.ticket?.id ?? null,
    ticketNumber: run?.ticket?.number ?? null,
    reference: run?.reference ?? null,
    escalate: record.state === 'escalated',
  };
}

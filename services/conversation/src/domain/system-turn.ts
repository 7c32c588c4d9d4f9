import type { TranscriptEntry } from '@acebuddy/contracts';
import type { Engine, EngineInput } from '@acebuddy/workflows';
import { advance } from './advance.ts';
import { retryOnConflict } from './conversations.ts';
import { inScope } from './origins.ts';
import { withPush } from './push-turn.ts';
import type { ConversationRecord, Work } from './record.ts';
import { parkFollowing } from './restored.ts';
import { withFollowUps } from './settle.ts';
import { withLastWords } from './transcript-ranges.ts';
import { withTurn } from './turns.ts';
import type { RunnerDeps, WorkRunner } from './work-runner.ts';

export interface SystemDeps extends RunnerDeps {
  readonly engine: Engine;
  readonly runner: WorkRunner;
}

export interface SystemEvent {
  /** Same event, same effect: a repeat changes nothing. */
  readonly eventId: string;
  readonly input: EngineInput | null;
  /** What others said in the chat, for the transcript. */
  readonly line?: Pick<TranscriptEntry, 'role' | 'text'>;
  /** A change to our own notes, before the engine hears of the event. */
  readonly mark?: (record: ConversationRecord) => ConversationRecord;
  /** Work that follows whatever the engine says. */
  readonly works?: (record: ConversationRecord) => readonly Work[];
  /** Texts that cannot be shown in the chat go out by mail. */
  readonly mailFallback?: boolean;
  /** When it happened, ISO; now when left out. */
  readonly happenedAt?: string;
}

/** Something that happened without the customer saying anything: news from the desk, an operator, a timer. */
export async function systemTurn(deps: SystemDeps, conversationId: string, event: SystemEvent): Promise<boolean> {
  const take = async () => {
    const record = await deps.conversations.load(conversationId);
    if (record === null) return { known: false };
    if (await wasHandled(deps, record, event.eventId)) return { known: true };
    const committed = await deps.conversations.commit(record, await next(deps, record, event));
    return committed === null ? null : { known: true };
  };
  const done = await inScope(() => retryOnConflict(take));
  return done.known;
}

async function wasHandled(deps: SystemDeps, record: ConversationRecord, eventId: string): Promise<boolean> {
  if (record.recentEvents.some((event) => event.eventId === eventId)) return true;
  return (await deps.conversations.findTurnByEvent(record.id, eventId)) !== null;
}

async function next(deps: SystemDeps, record: ConversationRecord, event: SystemEvent): Promise<ConversationRecord> {
  const context = await deps.contexts.build(record, { text: null });
  const lease = deps.runner.lease();
  const at = context.now;
  const lines = event.line === undefined ? [] : [{ ...event.line, at }];
  let after = withTurn(record, { eventId: event.eventId, at, lines, reply: null });
  if (event.mark !== undefined) after = event.mark(after);
  if (event.input !== null) {
    const advanced = advance(deps, after, event.input, context, lease);
    after = advanced.record;
    if (advanced.reply.texts.length > 0)
      after = withPush(after, advanced.reply, {
        eventId: event.eventId,
        at,
        lease,
        storedSeq: record.lastSeq,
        mailFallback: event.mailFallback ?? false,
        isNudge: event.input.kind === 'timer',
      });
    after = withLastWords(record, after);
  }
  if (event.works !== undefined) after = withFollowUps(after, event.works(after), at, lease);
  return parkFollowing(deps.restoredAt ?? null, event.happenedAt, record, after);
}

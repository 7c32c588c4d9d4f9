import type { ConsoleConversation } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { Conversations } from '../conversations.ts';
import { toConsoleTurn } from '../explained-turns.ts';
import { toOutboxItem } from '../outbox-admin.ts';
import { type ConversationRecord, proofOfRun, type Run } from '../record.ts';
import { findSession } from '../sessions.ts';
import { toRow } from './conversation-row.ts';
import { outcomeOfRun } from './list-columns.ts';

export interface ViewDeps {
  readonly conversations: Conversations;
  readonly engine: Engine;
  readonly now: () => Date;
}

export interface ViewInput {
  readonly conversationId: string;
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/**
 * One chat with a page of its turns.
 *
 * @throws AppError `NOT_FOUND` for unknown ids.
 */
export async function viewConversation(
  { conversations, engine, now }: ViewDeps,
  { conversationId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }: ViewInput,
): Promise<ConsoleConversation> {
  const record = await findSession(conversations, conversationId);
  const turns = await conversations.turnsBefore(record, beforeSeq, limit);
  const first = turns[0]?.seq ?? 1;
  const { id, name, email, phone, timeZone, country } = record.visitor;
  return {
    row: toRow(record, engine, now()),
    visitor: {
      id: id ?? null,
      name: name ?? null,
      email: email ?? null,
      phone: phone ?? null,
      timeZone: timeZone ?? null,
      country: country ?? null,
    },
    collected: collectedOf(record, engine),
    runs: record.runs.map((run) => toConsoleRun(record, run)),
    turns: turns.map(toConsoleTurn),
    earlier: turns.length > 0 && first > 1 ? first : null,
    outbox: record.outbox.map((item) => toOutboxItem(record, item)),
  };
}

function collectedOf(record: ConversationRecord, engine: Engine): ConsoleConversation['collected'] {
  const { slots, workflow } = engine.view(record.engine);
  const labels = engine.labelsOf?.(workflow) ?? {};
  return Object.entries(slots).map(([slot, value]) => ({
    slot,
    label: labels[slot] ?? slot.replaceAll('_', ' '),
    value,
  }));
}

function toConsoleRun(record: ConversationRecord, run: Run): ConsoleConversation['runs'][number] {
  return {
    runId: run.runId,
    workflow: run.workflow,
    outcome: outcomeOfRun(record, run.runId) ?? run.outcome,
    reference: run.reference,
    ticketId: run.ticket?.id ?? null,
    ticketNumber: run.ticket?.number ?? null,
    ticketUrl: run.ticket?.url ?? null,
    verified: proofOfRun(run),
    status: run.status ?? null,
    openedAt: run.openedAt,
    closedAt: run.closedAt ?? null,
    lastAnswer: run.lastAnswer ?? null,
  };
}

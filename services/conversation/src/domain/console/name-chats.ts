import type { NamedChat, nameChatsInputSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { Conversations } from '../conversations.ts';
import type { ConversationRecord, Run } from '../record.ts';

/** Whose chats these are and about what. Each chat is opened once, however many pieces of its work are asked for. */
export async function nameChats(
  conversations: Pick<Conversations, 'load'>,
  { items }: z.output<typeof nameChatsInputSchema>,
): Promise<{ items: (NamedChat | null)[] }> {
  const ids = [...new Set(items.map(({ conversationId }) => conversationId))];
  // One that cannot be opened is named by nothing, and hides no other.
  const records = await Promise.all(ids.map((id) => conversations.load(id).catch(() => null)));
  const byId = new Map(ids.map((id, index) => [id, records[index] ?? null]));
  return {
    items: items.map(({ conversationId, work }) => {
      const record = byId.get(conversationId) ?? null;
      return record === null ? null : nameOf(record, runOf(record, work));
    }),
  };
}

/** Ids of work name their run between colons and the like; work of none is about the newest request. */
function runOf({ runs }: ConversationRecord, work: string): Run | null {
  const parts = new Set(work.split(/[:/#|]/));
  return runs.find(({ runId }) => parts.has(runId)) ?? runs.at(-1) ?? null;
}

function nameOf(record: ConversationRecord, run: Run | null): NamedChat {
  return {
    conversationId: record.id,
    visitorName: record.visitor.name ?? null,
    workflow: run?.workflow ?? record.workflow,
    reference: run?.reference ?? null,
    ticketId: run?.ticket?.id ?? null,
    ticketNumber: run?.ticket?.number ?? null,
    ticketUrl: run?.ticket?.url ?? null,
  };
}

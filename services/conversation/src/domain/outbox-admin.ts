import { AppError, type OutboxItem } from '@acebuddy/contracts';
import { type Conversations, retryOnConflict } from './conversations.ts';
import { isParked, needsPerson, withWork } from './outbox.ts';
import type { ConversationRecord, PendingWork } from './record.ts';
import { revived } from './sessions.ts';

export interface OutboxAdmin {
  list(input: { after?: string | undefined; limit: number }): Promise<{ items: OutboxItem[]; next: string | null }>;
  retry(id: string): Promise<string>;
  discard(id: string): Promise<string>;
}

/** Dead letters, and work that needs a person though it is still tried: each is `conversation|work`. */
export function createOutboxAdmin(deps: {
  readonly conversations: Conversations;
  readonly now: () => Date;
}): OutboxAdmin {
  async function change(id: string, apply: (record: ConversationRecord, workId: string) => ConversationRecord) {
    const at = id.lastIndexOf('|');
    const [conversationId, workId] = [id.slice(0, at), id.slice(at + 1)];
    return retryOnConflict(async () => {
      const record = at <= 0 ? null : await deps.conversations.load(conversationId);
      const item = record?.outbox.find((candidate) => candidate.work.id === workId && needsPerson(candidate));
      if (record === null || item === undefined)
        throw new AppError('NOT_FOUND', `There is no dead letter with the id "${id}".`);
      const committed = await deps.conversations.commit(record, apply(record, workId));
      return committed === null ? null : conversationId;
    });
  }
  return {
    async list({ after, limit }) {
      // One more than is shown tells whether there is a page behind this one.
      const found = await deps.conversations.withDeadWork(after, limit + 1);
      const page = found.slice(0, limit);
      return { items: page.flatMap(itemsForPeople), next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    retry: (id) => change(id, (record, workId) => revived(record, workId, deps.now().toISOString())),
    discard: (id) => change(id, (record, workId) => withWork(record, workId, null)),
  };
}

function itemsForPeople(record: ConversationRecord): OutboxItem[] {
  return record.outbox.filter(needsPerson).map((item) => toOutboxItem(record, item));
}

/** A piece of work as people see it. */
export function toOutboxItem({ id }: ConversationRecord, item: PendingWork): OutboxItem {
  return {
    id: `${id}|${item.work.id}`,
    conversationId: id,
    kind: item.work.kind,
    attempts: item.attempts,
    status: isParked(item) ? 'parked' : item.status,
    lastError: item.lastError,
    nextAttemptAt: item.status === 'dead' ? null : item.nextAt,
    createdAt: item.createdAt,
    correlationId: item.origin?.requestId ?? null,
  };
}

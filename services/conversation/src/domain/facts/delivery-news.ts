import { codeOf, conversationOfRequest, type DeliveryNews } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { ConversationStore, Notifications } from '../../ports.ts';
import { type Conversations, retryOnConflict } from '../conversations.ts';
import type { ConversationRecord } from '../record.ts';
import { draftOf } from './sheet.ts';

export interface DeliveryNewsDeps {
  readonly store: Pick<ConversationStore, 'cursor' | 'moveCursor'>;
  readonly conversations: Pick<Conversations, 'load' | 'commit'>;
  readonly notifications: Pick<Notifications, 'deliveryNews'>;
  readonly logger: Logger;
}

const feed = 'delivery-news';

/**
 * Counts what became of the mails of chats: one commit for all news of a chat. Nothing else waits for it, and a repeat changes
 * nothing.
 */
export async function followDeliveries(deps: DeliveryNewsDeps): Promise<void> {
  const after = await deps.store.cursor(feed);
  const news = await newsAfter(deps, after);
  if (news === null || news.next <= after) return;
  for (const [id, items] of Map.groupBy(
    news.items,
    ({ requestId }) => conversationOfRequest(requestId)?.conversationId,
  ))
    if (id !== undefined) await count(deps, id, items);
  await deps.store.moveCursor(feed, after, news.next);
}

/** Null: the notifications service is of a release that does not tell. */
async function newsAfter({ notifications }: DeliveryNewsDeps, after: number) {
  try {
    return await notifications.deliveryNews({ after });
  } catch (error) {
    if (codeOf(error) === 'PROCEDURE_UNKNOWN') return null;
    throw error;
  }
}

async function count(deps: DeliveryNewsDeps, id: string, items: readonly DeliveryNews[]): Promise<void> {
  try {
    await retryOnConflict(async () => {
      const chat = await deps.conversations.load(id);
      const facts = chat === null ? null : withOutcomes(chat, items);
      return chat === null || facts === null ? 'nothing to count' : deps.conversations.commit(chat, { ...chat, facts });
    });
  } catch (error) {
    if (codeOf(error) !== 'INTERNAL') throw error;
    // A record that cannot be opened must not keep everybody else's news.
    deps.logger.warn({ err: error, conversationId: id }, 'what became of its mails could not be counted');
  }
}

/** Null: nothing of it is new, or of a mail that is not counted. */
function withOutcomes(
  { facts }: ConversationRecord,
  items: readonly DeliveryNews[],
): NonNullable<ConversationRecord['facts']> | null {
  if (facts === undefined) return null;
  const draft = draftOf(facts.rows);
  for (const { requestId, outcome } of items) {
    const mail = draft.get('mail', conversationOfRequest(requestId)?.work ?? '');
    if (mail !== null) draft.put({ ...mail, outcome });
  }
  const rows = draft.rows();
  return rows === null ? null : { ...facts, rows };
}

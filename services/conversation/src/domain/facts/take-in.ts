import { codeOf } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { ConversationStore } from '../../ports.ts';
import { type Conversations, retryOnConflict } from '../conversations.ts';

export interface TakeInDeps {
  readonly store: Pick<ConversationStore, 'withoutFacts'>;
  readonly conversations: Pick<Conversations, 'load' | 'commit'>;
  readonly logger: Logger;
}

const batchSize = 50;
/** At most so many in one turn: customers do not wait for it. */
const batchesMax = 20;

/**
 * Counts chats that an earlier release left behind, as far as their records tell. Returns how many were taken in. Those that
 * cannot be read are passed over, and tried again with the next turn.
 */
export async function takeIn({ store, conversations, logger }: TakeInDeps): Promise<number> {
  let taken = 0;
  const failed = new Set<string>();
  for (let batch = 0; batch < batchesMax; batch += 1) {
    const ids = (await store.withoutFacts(batchSize + failed.size)).filter((id) => !failed.has(id));
    if (ids.length === 0) break;
    for (const id of ids) {
      try {
        // A commit counts whatever is not counted yet; nothing else of the chat changes.
        await retryOnConflict(async () => {
          const chat = await conversations.load(id);
          return chat === null ? 'gone' : conversations.commit(chat, chat);
        });
        taken += 1;
      } catch (error) {
        if (codeOf(error) !== 'INTERNAL' && codeOf(error) !== 'CONFLICT') throw error;
        failed.add(id);
        logger.warn({ err: error, conversationId: id }, 'a chat could not be counted');
      }
    }
  }
  return taken;
}

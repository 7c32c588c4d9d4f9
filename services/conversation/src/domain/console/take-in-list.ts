import { codeOf } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { ConversationStore, ListPlace } from '../../ports.ts';
import { type Conversations, retryOnConflict } from '../conversations.ts';

export interface ListTakeInDeps {
  readonly store: Pick<ConversationStore, 'listed'>;
  readonly conversations: Pick<Conversations, 'load' | 'commit'>;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** So many are looked at, and at most so many written anew, in one turn: customers do not wait for it. */
const lookedMax = 5_000;
const takenMax = 500;
/** What changed so shortly before the last turn is looked at again: clocks of replicas differ, and commits take their time. */
const overlapMs = 60_000;

/**
 * Lists conversations that an earlier release wrote last, and links their tickets: all there are once after the start, then
 * what a replica of an earlier release writes beside this one. Returns how many were taken in by this turn.
 */
export function createListTakeIn({ store, conversations, now, logger }: ListTakeInDeps): () => Promise<number> {
  let seenAt: Date | null = null;
  /** Where the way through all of them goes on; null: at the newest. */
  let rest: ListPlace | null | 'done' = null;

  async function take(id: string): Promise<boolean> {
    try {
      // A commit lists whatever is not listed; nothing else of the chat changes.
      await retryOnConflict(async () => {
        const chat = await conversations.load(id);
        return chat === null ? 'gone' : conversations.commit(chat, chat);
      });
      return true;
    } catch (error) {
      if (codeOf(error) !== 'INTERNAL' && codeOf(error) !== 'CONFLICT') throw error;
      logger.warn({ err: error, conversationId: id }, 'a chat could not be listed');
      return false;
    }
  }

  /** Takes in what is found, in order; `next` is where to go on, null: there is no more. */
  async function pass(from: string, before: ListPlace | null): Promise<{ taken: number; next: ListPlace | null }> {
    const found = await store.listed(from, { limit: lookedMax, ...(before === null ? {} : { before }) });
    let taken = 0;
    for (const [at, place] of found.entries()) {
      if (place.isCurrent) continue;
      if (taken === takenMax) return { taken, next: found[at - 1] ?? before };
      if (await take(place.id)) taken += 1;
    }
    return { taken, next: found.length < lookedMax ? null : (found.at(-1) ?? null) };
  }

  return async () => {
    const startedAt = now();
    let taken = 0;
    if (seenAt !== null) {
      const from = new Date(seenAt.getTime() - overlapMs).toISOString();
      ({ taken } = await pass(from, null));
    }
    seenAt = startedAt;
    if (rest === 'done') return taken;
    const { taken: more, next } = await pass('', rest);
    rest = next ?? 'done';
    return taken + more;
  };
}

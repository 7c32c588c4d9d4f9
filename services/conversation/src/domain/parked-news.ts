import { type Conversations, retryOnConflict } from './conversations.ts';
import type { Lease } from './outbox.ts';
import type { Feed, Work } from './record.ts';
import { withFollowUps } from './settle.ts';

export interface ParkNewsDeps {
  readonly conversations: Conversations;
  readonly runner: { lease(): Lease };
  readonly now: () => Date;
}

/**
 * Keeps news that only a newer release understands with the chat that they are about, as work: the cursor of the feed goes
 * on past them, and a release that understands them does that work. False when the chat is not known.
 */
export function parkNews(
  deps: ParkNewsDeps,
  feed: Feed,
  conversationId: string,
  item: { readonly seq: number },
): Promise<boolean> {
  return retryOnConflict(async () => {
    const record = await deps.conversations.load(conversationId);
    if (record === null) return false;
    const work: Work = { kind: 'news', id: `${feed}:${item.seq}`, awaited: false, feed, item };
    const next = withFollowUps(record, [work], deps.now().toISOString(), deps.runner.lease());
    return (await deps.conversations.commit(record, next)) === null ? null : true;
  });
}

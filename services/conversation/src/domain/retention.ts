import type { Audit } from '@acebuddy/audit';
import type { ConversationStore } from '../ports.ts';

export interface RetentionDeps {
  readonly store: Pick<ConversationStore, 'idleSince' | 'remove'>;
  readonly audit: Pick<Audit, 'record'>;
  readonly now: () => Date;
  /** Chats in which nothing happened for so long are removed with their transcripts. */
  readonly transcriptDays: number;
}

const dayMs = 86_400_000;
const batchSize = 100;
/** At most so many in one turn: the rest waits for the next one, and customers do not wait for either. */
const batchesMax = 50;

/** Removes chats whose time is over. Returns how many went. */
export async function removeExpired({ store, audit, now, transcriptDays }: RetentionDeps): Promise<number> {
  const before = new Date(now().getTime() - transcriptDays * dayMs).toISOString();
  let removed = 0;
  for (let batch = 0; batch < batchesMax; batch += 1) {
    const ids = await store.idleSince(before, batchSize);
    const gone = await Promise.all(ids.map((id) => store.remove(id)));
    removed += gone.filter(Boolean).length;
    if (ids.length < batchSize) break;
  }
  if (removed > 0)
    await audit.record({
      kind: 'records_expired',
      subject: 'conversations',
      details: { removed, before, days: transcriptDays },
    });
  return removed;
}

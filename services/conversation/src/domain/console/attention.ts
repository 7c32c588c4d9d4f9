import type { Attention } from '@acebuddy/contracts';
import type { ConversationStore } from '../../ports.ts';
import { momentOf, needKinds, needSpans } from './needs.ts';
import type { UnderstandingWatch } from './understanding-watch.ts';

export interface AttentionDeps {
  readonly store: Pick<ConversationStore, 'needs'>;
  readonly understanding: UnderstandingWatch;
  readonly now: () => Date;
}

/** What of this service needs a person; kinds of which there is nothing are left out. */
export async function attention({ store, understanding, now }: AttentionDeps): Promise<{ items: Attention[] }> {
  const [needs, misread] = await Promise.all([store.needs(needSpans(now())), understanding()]);
  const items = needKinds
    .map((kind) => ({ kind, ...needs[momentOf[kind]], detail: null }))
    .filter(({ count }) => count > 0);
  return { items: [...items, ...(misread === null ? [] : [misread])] };
}

import type { DeliveryNews } from '@acebuddy/contracts';
import type { NotificationStore } from '../ports.ts';

export interface DeliveryNewsDeps {
  readonly store: Pick<NotificationStore, 'endedDeliveries'>;
  readonly now: () => Date;
}

/**
 * News are told so late: a replica whose clock differs, or whose write took long, must not put one before what was told. As long
 * as a worker's lease (`deliveries.ts`).
 */
export const newsAfterMs = 60_000;

const kinds: ReadonlySet<string> = new Set(['mail', 'code']);

/**
 * What became of mails and codes. The number of an entry is the millisecond in which it ended; a page never ends within one. One
 * that was given up and is sent after all is told once more.
 */
export async function deliveryNews(
  { store, now }: DeliveryNewsDeps,
  after: number,
  limit: number,
): Promise<{ items: DeliveryNews[]; next: number }> {
  const through = new Date(now().getTime() - newsAfterMs).toISOString();
  const found = await store.endedDeliveries(new Date(after).toISOString(), through, limit + 1);
  const cut = found[limit]?.endedAt;
  const whole = cut === undefined ? found : found.filter(({ endedAt }) => endedAt < cut);
  // More of them in one millisecond than fit into a page: rather one of them untold than all news held up.
  const page = whole.length === 0 ? found : whole;
  const items = page
    .filter(({ kind, status }) => kinds.has(kind) && status !== 'pending')
    .map(({ id, kind, status, endedAt }) => ({
      seq: Date.parse(endedAt),
      requestId: id,
      at: endedAt,
      kind,
      outcome: status === 'sent' ? ('accepted' as const) : ('refused' as const),
    }));
  return { items: items as DeliveryNews[], next: Math.max(after, Date.parse(page.at(-1)?.endedAt ?? '') || after) };
}

import type { Audit } from '@acebuddy/audit';
import type { NotificationStore } from '../ports.ts';

export interface RetentionDeps {
  readonly store: Pick<
    NotificationStore,
    'removeDeliveriesBefore' | 'removeCodesBefore' | 'removeCodeCountsBefore' | 'removeApprovalsBefore'
  >;
  readonly audit: Pick<Audit, 'record'>;
  readonly now: () => Date;
  readonly deliveryDays: number;
}

const dayMs = 86_400_000;

/** Removes finished deliveries and approvals whose time is over, and codes that nobody can use, with what was counted about them. Returns how many deliveries. */
export async function removeExpired({ store, audit, now, deliveryDays }: RetentionDeps): Promise<number> {
  const at = now().getTime();
  await store.removeCodesBefore(new Date(at - dayMs).toISOString());
  await store.removeCodeCountsBefore(new Date(at).toISOString());
  const before = new Date(at - deliveryDays * dayMs).toISOString();
  const removed = await store.removeDeliveriesBefore(before);
  const approvals = await store.removeApprovalsBefore(before);
  if (removed + approvals > 0)
    await audit.record({
      kind: 'records_expired',
      subject: 'deliveries',
      details: { removed, approvals, before, days: deliveryDays },
    });
  return removed;
}

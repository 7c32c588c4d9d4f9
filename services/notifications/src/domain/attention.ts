import type { Attention, attentionListSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import { keptMailKinds, keptWorkKinds, type NotificationStore } from '../ports.ts';
import { type ApprovalListDeps, overdueApprovals } from './approval-list.ts';

export interface AttentionDeps extends ApprovalListDeps {
  readonly store: ApprovalListDeps['store'] & Pick<NotificationStore, 'givenUp'>;
}

type Items = z.input<typeof attentionListSchema>['items'];

/** What needs a person. Codes and lines in chats are not in it: nobody can have them done again. */
export async function attention(deps: AttentionDeps): Promise<Items> {
  const [mails, others, approvals] = await Promise.all([
    deps.store.givenUp(keptMailKinds),
    deps.store.givenUp(keptWorkKinds),
    overdueApprovals(deps),
  ]);
  return [...some('failed_mails', mails), ...some('dead_letters', others), ...some('approvals_overdue', approvals)];
}

function some(kind: Attention['kind'], found: { readonly count: number; readonly oldestAt: string | null }): Items {
  return found.count === 0 ? [] : [{ kind, ...found, detail: null }];
}

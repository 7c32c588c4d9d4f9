import { setTimeout as sleep } from 'node:timers/promises';
import type { Attention, attentionListSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import { keptMailKinds, keptWorkKinds, type NotificationStore } from '../ports.ts';
import { type ApprovalListDeps, overdueApprovals } from './approval-list.ts';
import type { CheckedMailer } from './mail-check.ts';

export interface AttentionDeps extends ApprovalListDeps {
  readonly store: ApprovalListDeps['store'] & Pick<NotificationStore, 'givenUp'>;
  readonly mails: Pick<CheckedMailer, 'check' | 'trouble'>;
}

type Items = z.input<typeof attentionListSchema>['items'];

/** What needs a person. Codes and lines in chats are not in it: nobody can have them done again. */
export async function attention(deps: AttentionDeps): Promise<Items> {
  const [mails, others, approvals, mailServer] = await Promise.all([
    deps.store.givenUp(keptMailKinds),
    deps.store.givenUp(keptWorkKinds),
    overdueApprovals(deps),
    mailTrouble(deps),
  ]);
  return [
    ...some('failed_mails', mails),
    ...some('dead_letters', others),
    ...some('approvals_overdue', approvals),
    ...mailServer,
  ];
}

function some(kind: Attention['kind'], found: { readonly count: number; readonly oldestAt: string | null }): Items {
  return found.count === 0 ? [] : [{ kind, ...found, detail: null }];
}

/** A mail server that takes longer to answer is not waited for: what it says is told next time. */
const checkMsMax = 1_000;

/** Nobody can be mailed that nobody can be mailed: it is seen here and in `/ready`, and mailed once that is over. */
async function mailTrouble({ mails, now }: AttentionDeps): Promise<Items> {
  const asked = mails.check().catch(() => undefined);
  await Promise.race([asked, sleep(checkMsMax, undefined, { ref: false })]);
  const trouble = mails.trouble();
  if (trouble === null) return [];
  const oldestAt = new Date(now().getTime() - trouble.forMs).toISOString();
  return [{ kind: 'mail_trouble', count: 1, oldestAt, detail: `${trouble.reason.replace(/\.$/, '')}.` }];
}

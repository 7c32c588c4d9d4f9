import type { approvalPageSchema, listApprovalsInputSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { Delivery, NotificationStore, StoredApproval } from '../ports.ts';
import { type Approvals, deliveriesOf } from './approvals.ts';
import { maskAddress } from './deliveries.ts';
import { placeOfKey, toPage } from './list-place.ts';

export interface ApprovalListDeps {
  readonly store: Pick<NotificationStore, 'newestApprovals' | 'deliveriesById'>;
  readonly approvals: Pick<Approvals, 'open'>;
  readonly now: () => Date;
}

type Wanted = z.output<typeof listApprovalsInputSchema>;
type Page = z.input<typeof approvalPageSchema>;

/** Approvals are looked through in pages of so many. */
const pageSize = 500;

/** Requests for approval, newest first. */
export async function listApprovals(deps: ApprovalListDeps, wanted: Wanted): Promise<Page> {
  const { overdue, status, conversationId, limit } = wanted;
  if (overdue === true && status !== undefined && status !== 'open') return { items: [], next: null };
  const only = overdue === true ? 'open' : status;
  const found: WithReminder[] = [];
  const filter = {
    ...(only === undefined ? {} : { status: only }),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
  for await (const page of pagesOf(deps, filter, wanted.after, overdue === undefined ? limit + 1 : pageSize)) {
    found.push(...page.filter((each) => overdue === undefined || isOverdue(each, deps.now()) === overdue));
    if (found.length > limit) break;
  }
  const { items, next } = toPage(found, limit);
  return { items: await Promise.all(items.map((each) => toRow(deps, each))), next };
}

/** How many open approvals wait longer than they should, and since when the oldest does. */
export async function overdueApprovals(deps: ApprovalListDeps): Promise<{ count: number; oldestAt: string | null }> {
  let count = 0;
  let oldestAt: string | null = null;
  for await (const page of pagesOf(deps, { status: 'open' }, undefined, pageSize)) {
    const late = page.filter((each) => isOverdue(each, deps.now()));
    count += late.length;
    oldestAt = late.at(-1)?.createdAt ?? oldestAt;
  }
  return { count, oldestAt };
}

interface WithReminder extends StoredApproval {
  readonly reminder: Delivery | null;
}

type Filter = Omit<Parameters<NotificationStore['newestApprovals']>[0], 'before' | 'limit'>;

async function* pagesOf(
  { store }: ApprovalListDeps,
  filter: Filter,
  after: string | undefined,
  limit: number,
): AsyncGenerator<readonly WithReminder[]> {
  for (let before = placeOfKey(after); ; ) {
    const found = await store.newestApprovals({ ...filter, limit, ...(before === undefined ? {} : { before }) });
    const reminders = await store.deliveriesById(found.map(({ id }) => deliveriesOf(id).remind));
    const byId = new Map(reminders.map((reminder) => [reminder.id, reminder]));
    yield found.map((approval) => ({ ...approval, reminder: byId.get(deliveriesOf(approval.id).remind) ?? null }));
    before = found.at(-1);
    if (before === undefined || found.length < limit) return;
  }
}

/** Its reminder is due, was tried or was sent, and nobody has decided. */
function isOverdue({ status, reminder }: WithReminder, now: Date): boolean {
  if (status !== 'open' || reminder === null) return false;
  return reminder.status !== 'pending' || reminder.attempts > 0 || (reminder.nextAt ?? '') <= now.toISOString();
}

async function toRow(deps: ApprovalListDeps, each: WithReminder): Promise<Page['items'][number]> {
  const { id, conversationId, requestId, status, createdAt, decidedAt, reminder } = each;
  const sentAt = reminder?.status === 'sent' ? reminder.sentAt : null;
  return {
    approvalId: id,
    conversationId,
    requestId,
    status,
    approver: reminder?.to ?? (await approverOf(deps, id)),
    createdAt,
    // A reminder that is due after the decision ends without a mail.
    remindedAt: sentAt !== null && (decidedAt === null || sentAt < decidedAt) ? sentAt : null,
    decidedAt,
    overdue: isOverdue(each, deps.now()),
  };
}

async function approverOf({ approvals }: ApprovalListDeps, id: string): Promise<string> {
  const found = await approvals.open(id).catch(() => null);
  return found === null ? '' : maskAddress(found.request.approver.email);
}

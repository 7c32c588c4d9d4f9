import type { PersonDeletion, PersonOfChats } from '@acebuddy/contracts';
import type { NotificationStore } from '../ports.ts';
import type { Approvals } from './approvals.ts';

type Store = Pick<NotificationStore, 'listApprovals' | 'removeApproval' | 'removeDeliveriesNamed' | 'removeNews'>;
type Found = NonNullable<Awaited<ReturnType<Approvals['open']>>> & { readonly role: 'requester' | 'approver' };

export interface ApprovalsOfPerson {
  list(person: PersonOfChats): Promise<object[]>;
  /** Her requests go, open ones included: their links end. A decision that she owes somebody else stays until it is taken. */
  remove(person: PersonOfChats): Promise<Removed>;
}

interface Removed {
  readonly approvals: number;
  /** Mails and reminders that went along. */
  readonly deliveries: number;
  readonly kept: PersonDeletion['kept'];
}

const pageSize = 200;
const newsKinds = ['approved', 'declined', 'reminded', 'expired'] as const;

/** Approvals are few and their persons sealed: they are found by looking at each. */
export function createApprovalsOfPerson(deps: {
  readonly store: Store;
  readonly approvals: Pick<Approvals, 'open'>;
}): ApprovalsOfPerson {
  const { store } = deps;

  async function* approvalsOf(person: PersonOfChats): AsyncGenerator<Found> {
    for (let after = ''; ; ) {
      const page = await store.listApprovals({ after, limit: pageSize });
      for (const { id } of page) {
        const found = await deps.approvals.open(id);
        const role = found === null ? null : roleOf(found, person);
        if (found !== null && role !== null) yield { ...found, role };
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last.id;
    }
  }

  async function removeOne(id: string): Promise<number> {
    const deliveries = await store.removeDeliveriesNamed(`approval:${id}:`, 'all');
    await store.removeNews(newsKinds.map((kind) => `${id}:${kind}`));
    // Last: after a crash in between the approval is still found, and the rest of it with it.
    await store.removeApproval(id);
    return deliveries;
  }

  return {
    async list(person) {
      const found: object[] = [];
      for await (const { approval, request, role } of approvalsOf(person)) {
        const { id, status, createdAt, decidedAt } = approval;
        found.push({ id, role, status, createdAt, decidedAt, request });
      }
      return found;
    },
    async remove(person) {
      const kept: PersonDeletion['kept'] = [];
      let [approvals, deliveries] = [0, 0];
      for await (const { approval, role } of approvalsOf(person)) {
        if (role === 'approver' && approval.status === 'open') {
          kept.push({ what: `approval ${approval.id}`, why: 'somebody waits for her decision; ask again afterwards' });
          continue;
        }
        deliveries += await removeOne(approval.id);
        approvals += 1;
      }
      return { approvals, deliveries, kept };
    },
  };
}

function roleOf({ approval, request }: Omit<Found, 'role'>, person: PersonOfChats): Found['role'] | null {
  const isHers = (email: string | null) => email?.trim().toLowerCase() === person.email.trim().toLowerCase();
  const ofHerChat = (person.conversations as readonly string[]).includes(approval.conversationId);
  if (ofHerChat || isHers(request.requester.email)) return 'requester';
  return isHers(request.approver.email) ? 'approver' : null;
}

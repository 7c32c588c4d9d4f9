import { deliveryViewSchema, type PersonDeletion, type PersonExport } from '@acebuddy/contracts';
import type { NotificationStore } from '../ports.ts';

export interface PersonRights {
  exportPerson(email: string): Promise<PersonExport>;
  deletePerson(email: string): Promise<PersonDeletion>;
}

export interface PersonRightsDeps {
  readonly store: Pick<NotificationStore, 'listDeliveries' | 'removeDeliveriesOf'>;
  /** Digests of the address under every configured key: entries may be older than the last rotation. */
  readonly recipientKeys: (email: string) => readonly string[];
}

const pageSize = 200;

/** A person's entries of the delivery log. */
export function createPersonRights({ store, recipientKeys }: PersonRightsDeps): PersonRights {
  return {
    async exportPerson(email) {
      const wanted = new Set(recipientKeys(email));
      const deliveries: unknown[] = [];
      for (let after = ''; ; ) {
        const page = await store.listDeliveries({ after, limit: pageSize });
        const own = page.filter(({ recipient }) => recipient !== null && wanted.has(recipient));
        deliveries.push(...own.map((delivery) => deliveryViewSchema.parse(delivery)));
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) break;
        after = last.id;
      }
      return { records: { deliveries } };
    },
    async deletePerson(email) {
      const counts = await Promise.all(recipientKeys(email).map((recipient) => store.removeDeliveriesOf(recipient)));
      return { removed: { deliveries: counts.reduce((sum, count) => sum + count, 0) }, kept: [] };
    },
  };
}

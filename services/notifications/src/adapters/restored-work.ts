import type { Database } from '@acebuddy/storage';
import { restoredReason } from '../domain/restored.ts';
import { createMongoNotificationStore } from './mongo-notification-store.ts';
import { createSqliteNotificationStore } from './sqlite-notification-store.ts';

/** A delivery that a restore left to a person: nothing of its words. */
export interface RestoredWork {
  /** As `GET /admin/dead-letters` names it. */
  readonly id: string;
  readonly kind: string;
  /** ISO instant. */
  readonly createdAt: string;
}

const pageSize = 200;

/** Mails that wait for a person since the store was put back. Reads only. */
export async function restoredWork(database: Database): Promise<readonly RestoredWork[]> {
  const store =
    database.kind === 'mongo'
      ? await createMongoNotificationStore(database.db)
      : createSqliteNotificationStore(database.db);
  const found: RestoredWork[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.listDeliveries({
      status: 'dead',
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    for (const { id, kind, lastError, createdAt } of page)
      if (lastError === restoredReason) found.push({ id, kind, createdAt });
    after = page.at(-1)?.id;
    if (page.length < pageSize) return found;
  }
}

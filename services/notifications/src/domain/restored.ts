import type { Audit } from '@acebuddy/audit';
import type { Logger } from '@acebuddy/service-kit';
import type { RestoreMark, RestoreMarks } from '@acebuddy/storage';
import { type Delivery, type DeliveryKind, keptMailKinds, type NotificationStore } from '../ports.ts';

/** Stands in `lastError` of what a person has to decide on: a mail server cannot be asked whether it took a letter. */
export const restoredReason =
  'the store was put back from a backup: it may have gone out before. Try it again to send it, or discard it';

/** Sent at once or not at all: their callers have them from their own store, or not any more. */
const momentary: ReadonlySet<string> = new Set(['code', 'push'] satisfies DeliveryKind[]);
/** What people would get twice. The rest (approvals that expire) is between us. */
const spoken: ReadonlySet<string> = new Set(['note', ...keptMailKinds] satisfies DeliveryKind[]);

export interface RestoreDeps {
  readonly marks: RestoreMarks;
  readonly store: Pick<NotificationStore, 'listDeliveries' | 'finishDelivery' | 'removeDelivery' | 'removeCodesBefore'>;
  readonly audit: Pick<Audit, 'append'>;
  readonly logger: Logger;
}

const pageSize = 200;
const endOfTime = '9999-12-31T23:59:59.999Z';

/**
 * Before any work of this process: parks the mails that were due at the backup of every mark that no start has heeded, and ends
 * all one-time codes, of which some were used since. Interrupted, the next start goes on.
 */
export async function heedRestores(deps: RestoreDeps): Promise<void> {
  for (const mark of await deps.marks.fresh()) await heed(deps, mark);
}

async function heed({ marks, store, audit, logger }: RestoreDeps, mark: RestoreMark): Promise<void> {
  const at = new Date(mark.at).toISOString();
  let after: string | undefined;
  let parked = 0;
  for (;;) {
    const page = await store.listDeliveries({
      status: 'pending',
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    const due = page.filter(({ createdAt, nextAt }) => createdAt < at && (nextAt ?? '') < at);
    for (const delivery of due) if (await park(store, delivery)) parked += 1;
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  const codes = await store.removeCodesBefore(endOfTime);
  const details = {
    backupOf: new Date(mark.from).toISOString(),
    restoredAt: at,
    mailsParked: parked,
    codesEnded: codes,
  };
  await audit.append({ kind: 'store_restored', subject: 'notifications', key: `restored:${mark.id}`, details });
  await marks.heeded(mark.id);
  logger.warn(details, 'this store was put back from a backup: mails that were due then wait for a person');
}

/** True when a person has to decide on it. Without an end: nobody is told that it was refused. */
async function park(
  store: RestoreDeps['store'],
  { id, kind, attempts, fence }: Pick<Delivery, 'id' | 'kind' | 'attempts' | 'fence'>,
): Promise<boolean> {
  if (!momentary.has(kind) && !spoken.has(kind)) return false;
  await store.finishDelivery(id, fence, {
    status: 'dead',
    attempts,
    nextAt: null,
    lastError: restoredReason,
    sentAt: null,
  });
  if (!momentary.has(kind)) return true;
  await store.removeDelivery(id);
  return false;
}

import type { Audit } from '@acebuddy/audit';
import type { Logger } from '@acebuddy/service-kit';
import type { RestoreMark, RestoreMarks } from '@acebuddy/storage';
import type { ConversationStore } from '../ports.ts';
import { type Conversations, retryOnConflict } from './conversations.ts';
import type { ConversationRecord, PendingWork, Work } from './record.ts';

/** Stands in `lastError` of what a person has to decide on: neither a mail server nor a chat can be asked. */
export const restoredReason =
  'the store was put back from a backup: it may have gone out before. Try it again to send it, or discard it';

/** What people would read twice. */
const spoken: ReadonlySet<string> = new Set([
  'mail',
  'mailCustomer',
  'push',
  'requestApproval',
] satisfies Work['kind'][]);

function parked(item: PendingWork): PendingWork {
  return { ...item, status: 'dead', lastError: restoredReason, leaseOwner: null, leaseUntil: null, trouble: null };
}

/**
 * The conversation as a restore leaves it: mails and chat lines that were due wait for a person, codes are not sent any more,
 * and no turn is open at SalesIQ. `at`: when it was put back, ISO.
 */
export function afterRestore(record: ConversationRecord, at: string): ConversationRecord {
  const isOfBackup = ({ status, createdAt, nextAt }: PendingWork) =>
    status === 'pending' && createdAt < at && nextAt < at;
  const outbox = record.outbox
    .filter((item) => !(isOfBackup(item) && item.work.kind === 'sendCode'))
    .map((item) => (isOfBackup(item) && spoken.has(item.work.kind) ? parked(item) : item));
  const isTurnOver = record.openCallback !== null && record.openCallback.startedAt < at;
  const isUntouched =
    !isTurnOver && outbox.length === record.outbox.length && outbox.every((item, i) => item === record.outbox[i]);
  if (isUntouched) return record;
  return { ...record, outbox, openCallback: isTurnOver ? null : record.openCallback };
}

/**
 * What follows from something that happened before the restore (a ticket that was under way, a timer, an agent's answer) may
 * have been said by the store that is gone: its mails and chat lines wait for a person, too.
 */
export function parkFollowing(
  restoredAt: string | null,
  happenedAt: string | undefined,
  before: ConversationRecord,
  after: ConversationRecord,
): ConversationRecord {
  if (restoredAt === null || happenedAt === undefined || happenedAt >= restoredAt) return after;
  const had = new Set(before.outbox.map(({ work }) => work.id));
  const outbox = after.outbox.map((item) =>
    spoken.has(item.work.kind) && !had.has(item.work.id) ? parked(item) : item,
  );
  return { ...after, outbox };
}

export interface RestoreDeps {
  readonly marks: RestoreMarks;
  readonly store: Pick<ConversationStore, 'due'>;
  readonly conversations: Pick<Conversations, 'load' | 'commit'>;
  readonly audit: Pick<Audit, 'append'>;
  readonly logger: Logger;
}

const endOfTime = '9999-12-31T23:59:59.999Z';
const conversationsMax = 1_000_000;

/**
 * Before any work of this process: parks what was due at the backup of every mark that no start has heeded. Interrupted, the
 * next start goes on. Resolves to the newest restore, ISO; null when there was none.
 */
export async function heedRestores(deps: RestoreDeps): Promise<string | null> {
  for (const mark of await deps.marks.fresh()) await heed(deps, mark);
  const newest = Math.max(...(await deps.marks.list()).map(({ at }) => at));
  return Number.isFinite(newest) ? new Date(newest).toISOString() : null;
}

async function heed({ store, conversations, marks, audit, logger }: RestoreDeps, mark: RestoreMark): Promise<void> {
  const at = new Date(mark.at).toISOString();
  let count = 0;
  for (const id of await store.due(endOfTime, conversationsMax)) {
    const isParked = await retryOnConflict(async () => {
      const record = await conversations.load(id);
      if (record === null) return false;
      const next = afterRestore(record, at);
      if (next === record) return false;
      return (await conversations.commit(record, next)) === null ? null : true;
    }).catch((error: unknown) => {
      // One that cannot be opened sends nothing either.
      logger.error({ err: error, conversationId: id }, 'a conversation was left as the backup has it');
      return false;
    });
    if (isParked) count += 1;
  }
  const details = { backupOf: new Date(mark.from).toISOString(), restoredAt: at, conversationsParked: count };
  await audit.append({ kind: 'store_restored', subject: 'conversation', key: `restored:${mark.id}`, details });
  await marks.heeded(mark.id);
  logger.warn(details, 'this store was put back from a backup: what was due then waits for a person');
}

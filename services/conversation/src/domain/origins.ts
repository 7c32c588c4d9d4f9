import { currentRequestId, type WorkOrigin, withOrigin } from '@acebuddy/service-kit';
import type { ConversationRecord, PendingWork } from './record.ts';

/** Notes which request ordered the work, and caused the turn, that `after` has beyond `before`. What is noted stays. */
export function withOrigins(
  before: ConversationRecord,
  after: ConversationRecord,
  origin: WorkOrigin | undefined,
): ConversationRecord {
  if (origin === undefined) return after;
  const known = new Set(before.outbox.map(({ work }) => work.id));
  const isNew = (item: PendingWork) => item.origin === undefined && !known.has(item.work.id);
  const { head } = after;
  const isNewTurn = head !== null && head.seq > before.lastSeq && head.requestId === undefined;
  return {
    ...after,
    outbox: after.outbox.map((item) => (isNew(item) ? { ...item, origin } : item)),
    head: isNewTurn ? { ...head, requestId: origin.requestId } : head,
  };
}

/** What begins by itself (a timer, news) gets an id of its own, under which all that follows from it is found. */
export function inScope<T>(run: () => T): T {
  return currentRequestId() === undefined ? withOrigin(undefined, run) : run();
}

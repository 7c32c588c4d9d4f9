import { retryOnConflict } from './conversations.ts';
import { callbackDeadline, turnEnding } from './outbox.ts';
import { settledPromise } from './promises.ts';
import { type SystemDeps, systemTurn } from './system-turn.ts';

/**
 * A conversation is due: its idle timer rang, an open callback runs out, or outbox work is waiting. False when there was
 * nothing to do: what it is due for is another replica's turn, or only a newer release knows it.
 */
export async function wake(deps: SystemDeps, conversationId: string): Promise<boolean> {
  const record = await deps.conversations.load(conversationId);
  if (record === null) return true;
  const now = deps.now().toISOString();
  if (record.wakeAt !== null && record.wakeAt <= now) {
    const eventId = `timer:${record.wakeAt}`;
    await systemTurn(deps, conversationId, { eventId, input: { kind: 'timer' }, happenedAt: record.wakeAt });
  }
  if (record.openCallback !== null && callbackDeadline(record.openCallback.startedAt) <= now)
    await endCallback(deps, conversationId);
  await deps.runner.runDue(conversationId);
  return (await deps.conversations.load(conversationId))?.version !== record.version;
}

/** SalesIQ waits for the end of a pending turn: without other words on their way, the promise is its end. */
async function endCallback(deps: SystemDeps, conversationId: string): Promise<void> {
  await retryOnConflict(async () => {
    const record = await deps.conversations.load(conversationId);
    if (record?.openCallback == null || turnEnding(record) !== undefined) return true;
    const next = settledPromise(record, deps.now().toISOString(), deps.runner.lease(), record.lastSeq);
    return (await deps.conversations.commit(record, next)) === null ? null : true;
  });
}

import type { DatabaseSync } from 'node:sqlite';
import { idRange, prepared, transaction } from '@acebuddy/storage';
import { type Ledger, parkedError, type StepState } from '../ports.ts';
import { updateRank } from './sqlite-lane-rank.ts';
import { toOutboxItem, toStepView } from './sqlite-ledger-rows.ts';
import { parseProgress, progressAfterRetry } from './step-codec.ts';

/** Given up, or for a newer release: a person may want to see it, or to drop it. */
const inTrouble = `(state = 'dead' OR (last_error = '${parkedError}' AND finished_at IS NULL))`;

type Outbox = Pick<Ledger, 'listOutbox' | 'retry' | 'discard' | 'stepsNamed' | 'counts' | 'prune'>;

/** What people see of the ledger: work that waits or gave up, and housekeeping. */
export function createSqliteOutbox(db: DatabaseSync): Outbox {
  return {
    listOutbox: async (after, limit, which = 'all') => {
      const rows = prepared(
        db,
        `SELECT steps.*, lanes.ticket_id, CASE WHEN steps.id = (SELECT id FROM steps AS head WHERE head.lane_id = lanes.id AND queued = 1
           ORDER BY position LIMIT 1) THEN lanes.due_at END AS next_due_at
         FROM steps JOIN lanes ON lanes.id = steps.lane_id
         WHERE outbox_key > ? AND (? = 'all' OR ${inTrouble}) ORDER BY outbox_key LIMIT ?`,
      ).all(after ?? '', which, limit + 1);
      const page = rows.slice(0, limit);
      const last = page.at(-1)?.outbox_key;
      return { items: page.map(toOutboxItem), next: rows.length > limit && typeof last === 'string' ? last : null };
    },
    retry: async (stepId, now) => transaction(db, () => retry(db, stepId, now)),
    discard: async (stepId, reason, now) => transaction(db, () => discard(db, stepId, reason, now)),
    stepsNamed: async (prefix, limit) => {
      const { from, to } = idRange(prefix);
      return prepared(
        db,
        `SELECT steps.id, kind, state, progress, last_error, steps.created_at, steps.origin,
         lanes.ticket_id, lanes.ticket
         FROM steps JOIN lanes ON lanes.id = steps.lane_id WHERE steps.id >= ? AND steps.id < ?
         ORDER BY steps.created_at DESC, steps.id DESC LIMIT ?`,
      )
        .all(from, to, limit)
        .map(toStepView);
    },
    counts: async (now) => {
      const rows = prepared(
        db,
        'SELECT state, COUNT(*) AS steps, MIN(created_at) AS oldest FROM steps WHERE outbox_key IS NOT NULL GROUP BY state',
      ).all();
      const waiting = rows.filter((row) => row.state !== 'dead');
      const oldest = Math.min(now, ...waiting.map((row) => Number(row.oldest)));
      const byState = Object.fromEntries(rows.map((row) => [String(row.state), Number(row.steps)]));
      const dead = rows.find((row) => row.state === 'dead');
      const oldestDeadAt = dead === undefined ? null : Number(dead.oldest);
      return { byState: byState as Partial<Record<StepState, number>>, oldestPendingMs: now - oldest, oldestDeadAt };
    },
    prune: async (before) =>
      transaction(db, () => {
        const steps = prepared(db, 'DELETE FROM steps WHERE finished_at < ? AND queued = 0').run(before);
        prepared(
          db,
          `DELETE FROM lanes WHERE created_at < ? AND due_at IS NULL AND NOT EXISTS (SELECT 1 FROM steps WHERE lane_id = lanes.id)`,
        ).run(before);
        return Number(steps.changes);
      }),
  };
}

function retry(db: DatabaseSync, stepId: string, now: number): boolean {
  const step = prepared(db, "SELECT lane_id, progress FROM steps WHERE id = ? AND state = 'dead'").get(stepId);
  if (step === undefined) return false;
  const progress = progressAfterRetry(parseProgress(JSON.parse(String(step.progress))));
  const laneId = String(step.lane_id);
  // The worker that has just given it up and not yet let go of the lane loses it: it would take the step off or stop the lane.
  prepared(
    db,
    `UPDATE lanes SET fence = fence + 1, due_at = ? WHERE id = ? AND ? =
       (SELECT id FROM steps WHERE lane_id = lanes.id AND queued = 1 ORDER BY position LIMIT 1)`,
  ).run(now, laneId, stepId);
  prepared(
    db,
    `UPDATE steps SET state = ?, progress = ?, queued = 1, position = CASE WHEN queued = 1 THEN position ELSE
       (SELECT COALESCE(MAX(position), 0) + 1 FROM steps WHERE lane_id = ? AND queued = 1) END WHERE id = ?`,
  ).run(progress.sentAt === null ? 'queued' : 'unknown', JSON.stringify(progress), laneId, stepId);
  prepared(db, 'UPDATE lanes SET due_at = COALESCE(due_at, ?), blocked = 0 WHERE id = ?').run(now, laneId);
  updateRank(db, laneId);
  return true;
}

function discard(db: DatabaseSync, stepId: string, reason: string, now: number): boolean {
  const step = prepared(db, `SELECT lane_id, kind FROM steps WHERE id = ? AND ${inTrouble}`).get(stepId);
  if (step === undefined) return false;
  const laneId = String(step.lane_id);
  const erase = `UPDATE steps SET state = 'discarded', sealed = NULL, outbox_key = NULL, queued = 0, last_error = ?, finished_at = ?`;
  if (step.kind === 'create') {
    // Without its ticket nothing else in the lane can ever be done.
    prepared(db, `${erase} WHERE lane_id = ? AND (queued = 1 OR state = 'dead')`).run(reason, now, laneId);
    prepared(db, 'UPDATE lanes SET due_at = NULL, blocked = 0 WHERE id = ?').run(laneId);
  } else {
    prepared(db, `${erase} WHERE id = ?`).run(reason, now, stepId);
  }
  return true;
}

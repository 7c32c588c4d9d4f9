import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '@acebuddy/storage';

/** A lane goes first while a customer waits for any of its steps. */
export function updateRank(db: DatabaseSync, laneId: string): void {
  prepared(
    db,
    `UPDATE lanes SET rank = NOT EXISTS (SELECT 1 FROM steps WHERE lane_id = lanes.id AND queued = 1 AND foreground = 1)
     WHERE id = ?`,
  ).run(laneId);
}

import type { DatabaseSync } from 'node:sqlite';
import { prepared, type RecordCipher, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import {
  type Claim,
  type Ledger,
  type NewStep,
  parkedError,
  type Release,
  type StepPatch,
  type StepPlace,
} from '../ports.ts';
import { missingRequestPatienceMs } from './ledger-rules.ts';
import { updateRank } from './sqlite-lane-rank.ts';
import { toLane, toStep } from './sqlite-ledger-rows.ts';
import { ledgerMigrations } from './sqlite-ledger-schema.ts';
import { createSqliteOutbox } from './sqlite-outbox.ts';
import { createStepCodec, freshProgress, outboxKeyOf, type StepCodec } from './step-codec.ts';

/** The ledger in the service's SQLite file. Every method is one transaction, so that a crash leaves all of it or nothing. */
export function createSqliteLedger(options: { readonly db: DatabaseSync; readonly cipher: RecordCipher }): Ledger {
  const { db } = options;
  const codec = createStepCodec(options.cipher);
  runMigrations(db, 'ticketing-ledger', ledgerMigrations);
  return withStoreErrors<Ledger>({
    addRequest: async (laneId, requestId, steps, now) =>
      transaction(db, () => addRequest(db, codec, { laneId, requestId, steps, now })),
    addStep: async (step, place, now) =>
      transaction(db, () => {
        if (stepExists(db, step.id)) return;
        ensureLane(db, place, now);
        insertStep(db, codec, { laneId: place.laneId, step, position: nextPosition(db, place.laneId), now });
        wakeLane(db, place, now);
      }),
    lane: async (id) => {
      const row = prepared(db, 'SELECT * FROM lanes WHERE id = ?').get(id);
      return row === undefined ? null : toLane(row);
    },
    laneOfTicket: async (ticketId) => {
      const row = prepared(
        db,
        'SELECT * FROM lanes WHERE ticket_id = ? AND has_create = 1 ORDER BY created_at DESC LIMIT 1',
      ).get(ticketId);
      return row === undefined ? null : toLane(row);
    },
    step: async (id) => {
      const row = prepared(db, 'SELECT * FROM steps WHERE id = ?').get(id);
      return row === undefined ? null : toStep(row, codec);
    },
    claim: async (claim) => transaction(db, () => claimLanes(db, codec, claim)),
    park: async ({ step, fence }) => {
      if (step === null) return;
      prepared(db, 'UPDATE steps SET last_error = ? WHERE id = ? AND fence = ?').run(parkedError, step.id, fence);
    },
    renew: async (claim, leaseUntil) =>
      prepared(db, 'UPDATE lanes SET due_at = ? WHERE id = ? AND fence = ? AND owner IS NOT NULL').run(
        leaseUntil,
        claim.lane.id,
        claim.fence,
      ).changes === 1,
    saveStep: async (claim, patch) => transaction(db, () => saveStep(db, claim, patch)),
    release: async (claim, release, now) => transaction(db, () => releaseLane(db, claim, release, now)),
    hurry: async (limit, now) =>
      Number(
        prepared(
          db,
          `UPDATE lanes SET due_at = ?1, hurry_at = NULL WHERE id IN
             (SELECT id FROM lanes WHERE hurry_at > ?1 ORDER BY hurry_at LIMIT ?2)`,
        ).run(now, limit).changes,
      ),
    observe: async (stepId, observation) => {
      prepared(db, "UPDATE steps SET observations = json_insert(observations, '$[#]', json(?)) WHERE id = ?").run(
        JSON.stringify(observation),
        stepId,
      );
    },
    nextDueInMs: async (now) => {
      const row = prepared(db, 'SELECT MIN(due_at) AS due FROM lanes WHERE due_at IS NOT NULL').get();
      return typeof row?.due === 'number' ? Math.max(0, row.due - now) : null;
    },
    ...createSqliteOutbox(db),
  });
}

interface NewRequest {
  readonly laneId: string;
  readonly requestId: string;
  readonly steps: readonly NewStep[];
  readonly now: number;
}

function addRequest(db: DatabaseSync, codec: StepCodec, { laneId, requestId, steps, now }: NewRequest): void {
  ensureLane(db, { laneId, requestId }, now);
  const first = prepared(db, 'UPDATE lanes SET has_create = 1 WHERE id = ? AND has_create = 0').run(laneId);
  if (first.changes === 0) return;
  // Changes that came before their ticket's request wait behind it.
  for (const [index, step] of steps.entries()) {
    insertStep(db, codec, { laneId, step, position: index - steps.length, now });
  }
  prepared(db, 'UPDATE lanes SET due_at = ? WHERE id = ?').run(now, laneId);
  updateRank(db, laneId);
}

function ensureLane(db: DatabaseSync, place: StepPlace, now: number): void {
  prepared(
    db,
    `INSERT INTO lanes (id, request_id, ticket_id, has_create, rank, fence, blocked, created_at)
     VALUES (?, ?, ?, 0, 1, 0, 0, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(place.laneId, place.requestId ?? null, place.ticketId ?? null, now);
}

function stepExists(db: DatabaseSync, id: string): boolean {
  return prepared(db, 'SELECT 1 FROM steps WHERE id = ?').get(id) !== undefined;
}

interface StepRow {
  readonly laneId: string;
  readonly step: NewStep;
  readonly position: number;
  readonly now: number;
}

function insertStep(db: DatabaseSync, codec: StepCodec, { laneId, step, position, now }: StepRow): void {
  prepared(
    db,
    `INSERT INTO steps (id, lane_id, position, queued, kind, state, foreground, sealed, progress, outbox_key, created_at, origin)
     VALUES (?, ?, ?, 1, ?, 'queued', ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    step.id,
    laneId,
    position,
    step.payload.kind,
    step.foreground ? 1 : 0,
    codec.seal(step.id, step.payload),
    JSON.stringify(freshProgress),
    outboxKeyOf(now, step.id),
    now,
    step.origin === undefined ? null : JSON.stringify(step.origin),
  );
}

function nextPosition(db: DatabaseSync, laneId: string): number {
  const row = prepared(db, 'SELECT MAX(position) AS last FROM steps WHERE lane_id = ? AND queued = 1').get(laneId);
  return Math.max(Number(row?.last ?? 0), 0) + 1;
}

/** An idle lane becomes due; one that runs, waits for its next try or needs a person stays as it is. */
function wakeLane(db: DatabaseSync, { laneId, dueAt }: StepPlace, now: number): void {
  prepared(
    db,
    `UPDATE lanes SET due_at = CASE WHEN has_create = 1 OR ticket_id IS NOT NULL THEN ? ELSE ? END
     WHERE id = ? AND due_at IS NULL AND blocked = 0`,
  ).run(dueAt ?? now, now + missingRequestPatienceMs, laneId);
  updateRank(db, laneId);
}

function claimLanes(
  db: DatabaseSync,
  codec: StepCodec,
  { owner, leaseMs, limit, now, foregroundOnly }: Parameters<Ledger['claim']>[0],
): Claim[] {
  const due = prepared(db, 'SELECT id FROM lanes WHERE rank <= ? AND due_at <= ? ORDER BY rank, due_at LIMIT ?').all(
    foregroundOnly === true ? 0 : 1,
    now,
    limit,
  );
  const leaseUntil = now + leaseMs;
  return due.map(({ id }) => {
    const row = prepared(
      db,
      'UPDATE lanes SET due_at = ?, hurry_at = NULL, fence = fence + 1, owner = ? WHERE id = ? RETURNING *',
    ).get(leaseUntil, owner, id ?? null);
    const { fence, ...lane } = toLane(row);
    const head = prepared(
      db,
      `UPDATE steps SET fence = ? WHERE id =
       (SELECT id FROM steps WHERE lane_id = ? AND queued = 1 ORDER BY position LIMIT 1) RETURNING *`,
    ).get(fence, lane.id);
    return { lane, step: head === undefined ? null : toStep(head, codec), fence, leaseUntil };
  });
}

function saveStep(db: DatabaseSync, claim: Claim, patch: StepPatch): boolean {
  if (claim.step === null) return false;
  const finished = patch.state === 'done' || patch.state === 'discarded';
  const saved = prepared(
    db,
    `UPDATE steps SET state = ?1, progress = ?2, result = COALESCE(?3, result), last_error = ?4,
       outbox_key = CASE WHEN ?5 THEN NULL ELSE outbox_key END, finished_at = ?6
     WHERE id = ?7 AND fence = ?8`,
  ).run(
    patch.state,
    JSON.stringify(patch.progress),
    patch.result === undefined ? null : JSON.stringify(patch.result),
    patch.lastError ?? null,
    finished ? 1 : 0,
    finished ? patch.at : null,
    claim.step.id,
    claim.fence,
  );
  return saved.changes === 1;
}

function releaseLane(db: DatabaseSync, claim: Claim, release: Release, now: number): boolean {
  const mine = prepared(db, 'SELECT 1 FROM lanes WHERE id = ? AND fence = ?').get(claim.lane.id, claim.fence);
  if (mine === undefined) return false;
  const laneId = claim.lane.id;
  if (release.remove && claim.step !== null) {
    prepared(db, "UPDATE steps SET queued = 0, sealed = CASE WHEN state = 'dead' THEN sealed END WHERE id = ?").run(
      claim.step.id,
    );
  }
  if (release.stepAside === true && claim.step !== null)
    prepared(db, 'UPDATE steps SET position = ? WHERE id = ?').run(nextPosition(db, laneId), claim.step.id);
  const waiting = prepared(db, 'SELECT 1 FROM steps WHERE lane_id = ? AND queued = 1').get(laneId) !== undefined;
  const dueAt = release.remove ? now : release.dueAt;
  prepared(
    db,
    `UPDATE lanes SET due_at = ?1, blocked = ?2, owner = NULL, hurry_at = CASE WHEN ?6 THEN ?1 END,
       ticket_id = COALESCE(?3, ticket_id), ticket = COALESCE(?4, ticket) WHERE id = ?5`,
  ).run(
    waiting ? dueAt : null,
    waiting && dueAt === null ? 1 : 0,
    release.ticket?.ticketId ?? null,
    release.ticket === undefined ? null : JSON.stringify(release.ticket),
    laneId,
    release.waitsForDesk === true ? 1 : 0,
  );
  updateRank(db, laneId);
  return true;
}

import type { DatabaseSync } from 'node:sqlite';
import { prepared, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import type { Watch, WatchClaim, WatchPatch, WatchStore } from '../ports.ts';
import { parseWatch } from './watch-codec.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE watches (
    ticket_id TEXT PRIMARY KEY,
    -- what was last seen, as JSON
    seen TEXT NOT NULL,
    own_status TEXT,
    -- while claimed: end of the lease
    due_at INTEGER,
    -- asked for during a look: look again no later than this
    wanted_at INTEGER,
    owner TEXT,
    fence INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX watches_due ON watches (due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE desk_events (
    key TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX desk_events_seen ON desk_events (seen_at);
  CREATE TABLE polls (
    name TEXT PRIMARY KEY,
    owner TEXT,
    due_at INTEGER NOT NULL,
    through INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** The watched tickets in the service's SQLite file. */
export function createSqliteWatchStore({ db }: { readonly db: DatabaseSync }): WatchStore {
  runMigrations(db, 'ticketing-watches', migrations);
  return withStoreErrors<WatchStore>({
    add: async (watch, dueAt) => {
      const { ownStatus, ...seen } = watch;
      prepared(
        db,
        `INSERT INTO watches (ticket_id, seen, own_status, due_at, fence, created_at) VALUES (?, ?, ?, ?, 0, ?)
         ON CONFLICT (ticket_id) DO NOTHING`,
      ).run(watch.ticketId, JSON.stringify(seen), ownStatus, dueAt, watch.createdAt);
    },
    get: async (ticketId) => readWatch(db, ticketId),
    known: async (ticketIds) => ticketIds.flatMap((id) => readWatch(db, id) ?? []),
    forget: async (isWanted) =>
      transaction(db, () => {
        const all = prepared(db, 'SELECT ticket_id, seen, own_status FROM watches').all().map(toWatch);
        const gone = all.filter(({ requestId }) => isWanted(requestId));
        for (const { ticketId } of gone) prepared(db, 'DELETE FROM watches WHERE ticket_id = ?').run(ticketId);
        return gone.length;
      }),
    anyWatched: async () => prepared(db, 'SELECT 1 FROM watches WHERE due_at IS NOT NULL LIMIT 1').get() !== undefined,
    expectStatus: async (ticketId, status) => {
      prepared(db, 'UPDATE watches SET own_status = ? WHERE ticket_id = ?').run(status, ticketId);
    },
    hasten: async (ticketId, dueAt) => {
      prepared(
        db,
        `UPDATE watches SET wanted_at = CASE WHEN owner IS NULL THEN NULL ELSE MIN(COALESCE(wanted_at, ?1), ?1) END,
           due_at = CASE WHEN owner IS NULL THEN MIN(COALESCE(due_at, ?1), ?1) ELSE due_at END
         WHERE ticket_id = ?2`,
      ).run(dueAt, ticketId);
    },
    claim: async (options) => transaction(db, () => claimWatches(db, options)),
    save: async (claim, patch, dueAt) => transaction(db, () => saveWatch(db, claim, patch, dueAt)),
    nextDueInMs: async (now) => {
      const row = prepared(db, 'SELECT MIN(due_at) AS due FROM watches WHERE due_at IS NOT NULL').get();
      return typeof row?.due === 'number' ? Math.max(0, row.due - now) : null;
    },
    wasSeen: async (key) => prepared(db, 'SELECT 1 FROM desk_events WHERE key = ?').get(key) !== undefined,
    markSeen: async (key, now) => {
      prepared(db, 'INSERT INTO desk_events (key, seen_at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING').run(key, now);
    },
    beginPoll: async (owner, now, until) =>
      transaction(db, () => {
        prepared(
          db,
          "INSERT INTO polls (name, due_at, through) VALUES ('changes', ?1, ?1) ON CONFLICT (name) DO NOTHING",
        ).run(now);
        const turn = prepared(
          db,
          "UPDATE polls SET owner = ?, due_at = ? WHERE name = 'changes' AND due_at <= ? RETURNING through",
        ).get(owner, until, now);
        return turn === undefined ? null : { through: Number(turn.through) };
      }),
    endPoll: async (owner, through, nextAt) => {
      prepared(db, "UPDATE polls SET owner = NULL, due_at = ?, through = ? WHERE name = 'changes' AND owner = ?").run(
        nextAt,
        through,
        owner,
      );
    },
    prune: async (before, eventsBefore) =>
      transaction(db, () => {
        prepared(db, 'DELETE FROM desk_events WHERE seen_at < ?').run(eventsBefore);
        const gone = prepared(db, 'DELETE FROM watches WHERE due_at IS NULL AND created_at < ?').run(before);
        return Number(gone.changes);
      }),
  });
}

function readWatch(db: DatabaseSync, ticketId: string): Watch | null {
  const row = prepared(db, 'SELECT seen, own_status FROM watches WHERE ticket_id = ?').get(ticketId);
  return row === undefined ? null : toWatch(row);
}

function toWatch(row: Record<string, unknown>): Watch {
  return parseWatch({ ...JSON.parse(String(row.seen)), ownStatus: row.own_status ?? null });
}

function claimWatches(
  db: DatabaseSync,
  { owner, leaseMs, limit, now }: { owner: string; leaseMs: number; limit: number; now: number },
): WatchClaim[] {
  const due = prepared(db, 'SELECT ticket_id FROM watches WHERE due_at <= ? ORDER BY due_at LIMIT ?').all(now, limit);
  return due.flatMap(({ ticket_id: id }) => {
    const row = prepared(
      db,
      'UPDATE watches SET due_at = ?, owner = ?, fence = fence + 1, wanted_at = NULL WHERE ticket_id = ? RETURNING *',
    ).get(now + leaseMs, owner, id ?? null);
    return row === undefined ? [] : [{ watch: toWatch(row), fence: Number(row.fence) }];
  });
}

function saveWatch(db: DatabaseSync, claim: WatchClaim, patch: WatchPatch, dueAt: number | null): boolean {
  const { ownStatus: _, ...before } = claim.watch;
  const { ownStatus, ...seen } = patch;
  const saved = prepared(
    db,
    `UPDATE watches SET seen = ?1, own_status = CASE WHEN ?2 THEN NULL ELSE own_status END, owner = NULL,
       due_at = CASE WHEN wanted_at IS NULL THEN ?3 ELSE MIN(COALESCE(?3, wanted_at), wanted_at) END, wanted_at = NULL
     WHERE ticket_id = ?4 AND fence = ?5`,
  ).run(JSON.stringify({ ...before, ...seen }), ownStatus === null ? 1 : 0, dueAt, claim.watch.ticketId, claim.fence);
  return saved.changes === 1;
}

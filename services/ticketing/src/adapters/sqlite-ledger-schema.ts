/** Tables of the ledger; one entry a release that changes them. */
export const ledgerMigrations: readonly string[] = [
  `
  CREATE TABLE lanes (
    id TEXT PRIMARY KEY,
    request_id TEXT,
    ticket_id TEXT,
    ticket TEXT,
    has_create INTEGER NOT NULL,
    -- 0 while a customer waits for one of its steps, else 1
    rank INTEGER NOT NULL,
    -- while claimed: end of the lease
    due_at INTEGER,
    fence INTEGER NOT NULL,
    owner TEXT,
    -- its create step is dead: a person is needed
    blocked INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX lanes_due ON lanes (rank, due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX lanes_ticket ON lanes (ticket_id, created_at) WHERE ticket_id IS NOT NULL;
  CREATE TABLE steps (
    id TEXT PRIMARY KEY,
    lane_id TEXT NOT NULL REFERENCES lanes (id),
    -- order within the lane
    position INTEGER NOT NULL,
    -- still in the lane's queue
    queued INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    foreground INTEGER NOT NULL,
    sealed TEXT,
    progress TEXT NOT NULL,
    result TEXT,
    observations TEXT NOT NULL DEFAULT '[]',
    last_error TEXT,
    fence INTEGER NOT NULL DEFAULT 0,
    outbox_key TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX steps_queue ON steps (lane_id, position) WHERE queued = 1;
  CREATE INDEX steps_outbox ON steps (outbox_key) WHERE outbox_key IS NOT NULL;
  CREATE INDEX steps_finished ON steps (finished_at) WHERE finished_at IS NOT NULL;
  `,
  `
  -- while it waits for Desk to come back: when it would try by itself
  ALTER TABLE lanes ADD COLUMN hurry_at INTEGER;
  CREATE INDEX lanes_hurry ON lanes (hurry_at) WHERE hurry_at IS NOT NULL;
  `,
  `
  -- the request that ordered it, as JSON
  ALTER TABLE steps ADD COLUMN origin TEXT;
  `,
];

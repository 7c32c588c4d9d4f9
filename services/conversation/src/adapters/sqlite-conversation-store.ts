import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { createGroupCommit, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import { z } from 'zod';
import type { ConversationStore, StoredConversation, StoredFacts } from '../ports.ts';
import { firstOfBoth } from './first-of-both.ts';
import { dayCountMigrations, sqliteDayCounts } from './sqlite-day-counts.ts';
import { doubtMigration, sqliteDoubts } from './sqlite-doubts.ts';
import { beganMigration, listColumns, listMigrations, sqliteLists } from './sqlite-lists.ts';

const migrations = [
  `CREATE TABLE conversations (
     id TEXT PRIMARY KEY, version INTEGER NOT NULL, chatId TEXT NOT NULL, dueAt TEXT, openRequestsOf TEXT, person TEXT,
     deadCount INTEGER NOT NULL, updatedAt TEXT NOT NULL, sealed TEXT NOT NULL
   ) STRICT;
   CREATE INDEX conversations_chat ON conversations (chatId, updatedAt);
   CREATE INDEX conversations_due ON conversations (dueAt) WHERE dueAt IS NOT NULL;
   CREATE INDEX conversations_open ON conversations (openRequestsOf, updatedAt) WHERE openRequestsOf IS NOT NULL;
   CREATE INDEX conversations_person ON conversations (person, id) WHERE person IS NOT NULL;
   CREATE INDEX conversations_dead ON conversations (id) WHERE deadCount > 0;
   CREATE INDEX conversations_updated ON conversations (updatedAt);
   CREATE TABLE turns (
     conversationId TEXT NOT NULL, seq INTEGER NOT NULL, eventId TEXT NOT NULL, at TEXT NOT NULL, sealed TEXT NOT NULL,
     PRIMARY KEY (conversationId, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX turns_event ON turns (conversationId, eventId);
   CREATE TABLE cursors (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE person_links (
     conversationId TEXT NOT NULL, link TEXT NOT NULL, person TEXT NOT NULL, sealed TEXT NOT NULL,
     PRIMARY KEY (conversationId, link)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX person_links_person ON person_links (person, conversationId);`,
  `CREATE TABLE chat_claims (claim TEXT PRIMARY KEY, conversationId TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX chat_claims_conversation ON chat_claims (conversationId);`,
  // A conversation names its sheet, never the other way round: without it nothing leads from the facts to a chat.
  `CREATE TABLE fact_sheets (
     id TEXT PRIMARY KEY, part INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, rows TEXT NOT NULL
   ) STRICT;
   CREATE INDEX fact_sheets_last ON fact_sheets (last);
   ALTER TABLE conversations ADD COLUMN sheet TEXT;
   CREATE INDEX conversations_uncounted ON conversations (id) WHERE sheet IS NULL;`,
  ...listMigrations,
  // A report of a few days looks at no row of the others.
  `DROP INDEX fact_sheets_last; CREATE INDEX fact_sheets_span ON fact_sheets (last, first);`,
  ...dayCountMigrations,
  doubtMigration,
  beganMigration,
];

const conversationRow = z.object({
  id: z.string(),
  version: z.number(),
  chatId: z.string(),
  dueAt: z.string().nullable(),
  openRequestsOf: z.string().nullable(),
  person: z.string().nullable(),
  deadCount: z.number(),
  updatedAt: z.string(),
  sealed: z.string(),
});
const waitingRow = conversationRow.extend({ since: z.string() });
const turnRow = z.object({
  conversationId: z.string(),
  seq: z.number(),
  eventId: z.string(),
  at: z.string(),
  sealed: z.string(),
});
const idRow = z.object({ id: z.string() });
/** Minutes whose sheets are read at once: two days. */
const factWindow = 2_880;
const noFacts: StoredFacts = { sheet: null, aside: null };

/** Conversations in embedded SQLite; every commit is all or nothing, those of one moment share a sync of the disk. */
export function createSqliteConversationStore(db: DatabaseSync): ConversationStore {
  runMigrations(db, 'conversation', migrations);
  const sql = statements(db);
  const lists = sqliteLists(db);
  const doubtRows = sqliteDoubts(db);
  const many = (rows: unknown[]): StoredConversation[] => rows.map((row) => conversationRow.parse(row));
  const one = (row: unknown): StoredConversation | null => (row === undefined ? null : conversationRow.parse(row));
  const ids = (rows: unknown[]): string[] => rows.map((row) => idRow.parse(row).id);

  const dayCounts = sqliteDayCounts(db);

  const inGroup = createGroupCommit(db);
  const commit: ConversationStore['commit'] = (next, settled, links = [], claim = null, facts = noFacts, doubts = []) =>
    inGroup(() => {
      const { id, version, chatId, dueAt, openRequestsOf, person, deadCount, updatedAt, sealed } = next;
      if (version === 1 && claim !== null && sql.claimed.get(claim) !== undefined) return 'conflict';
      const fields = [
        version,
        chatId,
        dueAt,
        openRequestsOf,
        person,
        deadCount,
        updatedAt,
        sealed,
        ...lists.values(next),
      ];
      const written = version === 1 ? sql.insert.run(id, ...fields) : sql.update.run(...fields, id, version - 1);
      if (Number(written.changes) !== 1) return 'conflict';
      if (version === 1 && claim !== null) sql.insertClaim.run(claim, id);
      if (settled !== null)
        sql.insertTurn.run(settled.conversationId, settled.seq, settled.eventId, settled.at, settled.sealed);
      for (const link of links) sql.insertLink.run(link.conversationId, link.link, link.person, link.sealed);
      if (facts.sheet !== null) {
        for (const sheet of [facts.aside, facts.sheet])
          if (sheet !== null) sql.putSheet.run(sheet.id, sheet.part, sheet.first, sheet.last, sheet.rows);
        sql.nameSheet.run(facts.sheet.id, id, facts.sheet.id);
      }
      dayCounts.amend(facts.amended ?? []);
      for (const doubt of doubts) doubtRows.put(doubt);
      lists.changed();
      return 'committed';
    });

  return withStoreErrors<ConversationStore>({
    load: async (id) => one(sql.load.get(id)),
    findByChatId: async (chatId, except) => one(sql.byChat.get(chatId, ...except)),
    commit,
    async findTurnByEvent(conversationId, eventId) {
      const row = sql.turnByEvent.get(conversationId, eventId);
      return row === undefined ? null : turnRow.parse(row);
    },
    turns: async (conversationId, throughSeq, limit) =>
      sql.turns
        .all(conversationId, throughSeq, limit)
        .map((row) => turnRow.parse(row))
        .reverse(),
    due: async (now, limit) => ids(sql.due.all(now, limit)),
    openRequests: async (person, limit) => many(sql.open.all(person, limit)),
    withDeadWork: async ({ after, limit }) => many(sql.dead.all(after ?? '', limit)),
    ofPerson: async (person, { after = '', limit }) =>
      firstOfBoth(many(sql.person.all(person, after, limit)), many(sql.linked.all(person, after, limit)), limit),
    list: async (filter, page) => many(lists.list(filter, page)),
    waiting: async (filter, page) =>
      lists.waiting(filter, page).map((row) => {
        const { since, ...conversation } = waitingRow.parse(row);
        return { since, conversation };
      }),
    listed: async (from, page) => lists.listed(from, page),
    needs: async (within) => lists.needs(within),
    mark: async () => lists.mark(),
    isShared: false,
    idleSince: async (before, limit) => ids(sql.idle.all(before, limit)),
    async factsBetween(first, end) {
      const found: string[] = [];
      const newest = Number(sql.newestFact.get()?.last ?? 0);
      for (let from = first; from <= newest; from += factWindow) {
        const rows = sql.facts.all(from, from + factWindow, end);
        for (const { rows: sheet } of rows) found.push(String(sheet));
        // What else there is to do in this process goes in between.
        if (rows.length > 0) await setImmediate();
      }
      return found;
    },
    ...dayCounts.methods,
    withoutFacts: async (limit) => ids(sql.uncounted.all(limit)),
    remove: async (id) =>
      transaction(db, () => {
        sql.removeTurns.run(id);
        sql.removeLinks.run(id);
        sql.removeClaims.run(id);
        doubtRows.remove(id);
        lists.changed();
        return Number(sql.remove.run(id).changes) === 1;
      }),
    async cursor(name) {
      const row = sql.cursor.get(name);
      return row === undefined ? 0 : z.object({ position: z.number() }).parse(row).position;
    },
    async moveCursor(name, from, to) {
      const moved = from === 0 ? sql.startCursor.run(name, to) : sql.moveCursor.run(to, name, from);
      return Number(moved.changes) === 1;
    },
  });
}

/** Each message reads a row: without what it is listed by. */
const columns = Object.keys(conversationRow.shape).join(', ');

function statements(db: DatabaseSync) {
  return {
    load: db.prepare(`SELECT ${columns} FROM conversations WHERE id = ?`),
    byChat: db.prepare(
      `SELECT ${columns} FROM conversations WHERE chatId = ? AND id <> ? AND id <> ? ORDER BY updatedAt DESC LIMIT 1`,
    ),
    insert: db.prepare(
      `INSERT INTO conversations
       (id, version, chatId, dueAt, openRequestsOf, person, deadCount, updatedAt, sealed, ${listColumns.join(', ')})
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ${listColumns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    ),
    update: db.prepare(
      `UPDATE conversations SET version = ?, chatId = ?, dueAt = ?, openRequestsOf = ?, person = ?, deadCount = ?,
       updatedAt = ?, sealed = ?, ${listColumns.map((name) => `${name} = ?`).join(', ')} WHERE id = ? AND version = ?`,
    ),
    insertTurn: db.prepare('INSERT INTO turns VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    // The index is named because the planner would walk all turns of the chat along the primary key.
    turnByEvent: db.prepare('SELECT * FROM turns INDEXED BY turns_event WHERE conversationId = ? AND eventId = ?'),
    turns: db.prepare('SELECT * FROM turns WHERE conversationId = ? AND seq <= ? ORDER BY seq DESC LIMIT ?'),
    due: db.prepare('SELECT id FROM conversations WHERE dueAt <= ? ORDER BY dueAt LIMIT ?'),
    open: db.prepare('SELECT * FROM conversations WHERE openRequestsOf = ? ORDER BY updatedAt DESC LIMIT ?'),
    dead: db.prepare('SELECT * FROM conversations WHERE deadCount > 0 AND id > ? ORDER BY id LIMIT ?'),
    person: db.prepare('SELECT * FROM conversations WHERE person = ? AND id > ? ORDER BY id LIMIT ?'),
    linked: db.prepare(
      `SELECT conversations.* FROM person_links JOIN conversations ON conversations.id = person_links.conversationId
       WHERE person_links.person = ? AND person_links.conversationId > ? ORDER BY person_links.conversationId LIMIT ?`,
    ),
    insertLink: db.prepare('INSERT INTO person_links VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    claimed: db.prepare('SELECT conversationId FROM chat_claims WHERE claim = ?'),
    insertClaim: db.prepare('INSERT INTO chat_claims VALUES (?, ?)'),
    removeClaims: db.prepare('DELETE FROM chat_claims WHERE conversationId = ?'),
    removeLinks: db.prepare('DELETE FROM person_links WHERE conversationId = ?'),
    putSheet: db.prepare(
      `INSERT INTO fact_sheets VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
       SET part = excluded.part, first = excluded.first, last = excluded.last, rows = excluded.rows`,
    ),
    nameSheet: db.prepare('UPDATE conversations SET sheet = ? WHERE id = ? AND sheet IS NOT ?'),
    facts: db.prepare('SELECT rows FROM fact_sheets WHERE last >= ? AND last < ? AND first < ?'),
    newestFact: db.prepare('SELECT max(last) AS last FROM fact_sheets'),
    uncounted: db.prepare("SELECT id FROM conversations WHERE sheet IS NULL AND id > '' ORDER BY id LIMIT ?"),
    idle: db.prepare('SELECT id FROM conversations WHERE updatedAt < ? ORDER BY updatedAt LIMIT ?'),
    removeTurns: db.prepare('DELETE FROM turns WHERE conversationId = ?'),
    remove: db.prepare('DELETE FROM conversations WHERE id = ?'),
    cursor: db.prepare('SELECT position FROM cursors WHERE name = ?'),
    startCursor: db.prepare(
      'INSERT INTO cursors VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE position = 0',
    ),
    moveCursor: db.prepare('UPDATE cursors SET position = ? WHERE name = ? AND position = ?'),
  };
}

import type { DatabaseSync } from 'node:sqlite';
import { prepared, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import { z } from 'zod';
import type { LearningStore, StoredLabel } from '../learning-ports.ts';
import { sqliteDoubts } from './sqlite-doubts.ts';

const migrations = [
  `CREATE TABLE labels (
     conversationId TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, head TEXT NOT NULL, name TEXT, sealed TEXT NOT NULL,
     PRIMARY KEY (conversationId, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX labels_counted ON labels (head, name);
   CREATE TABLE label_people (
     conversationId TEXT NOT NULL, seq INTEGER NOT NULL, link TEXT NOT NULL, person TEXT NOT NULL, sealed TEXT NOT NULL,
     PRIMARY KEY (conversationId, seq, link)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX label_people_person ON label_people (person);
   CREATE TABLE models (model INTEGER PRIMARY KEY, sealed TEXT NOT NULL) STRICT;
   CREATE TABLE model_parts (
     model INTEGER NOT NULL, part INTEGER NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (model, part)
   ) STRICT, WITHOUT ROWID;`,
];

const labelRow = z.object({
  conversationId: z.string(),
  seq: z.number(),
  at: z.string(),
  head: z.enum(['topic', 'act']),
  name: z.string().nullable(),
  sealed: z.string(),
});
const countRow = z.object({ head: z.string(), name: z.string().nullable(), count: z.number() });
const sealedRow = z.object({ sealed: z.string() });

const byPlace = (one: StoredLabel, other: StoredLabel): number =>
  one.conversationId === other.conversationId
    ? one.seq - other.seq
    : one.conversationId < other.conversationId
      ? -1
      : 1;

/** Labels and models in embedded SQLite, in the file of the conversations. */
export function createSqliteLearningStore(db: DatabaseSync): LearningStore {
  runMigrations(db, 'learning', migrations);
  const doubts = sqliteDoubts(db);
  const many = (rows: readonly unknown[]): StoredLabel[] => rows.map((row) => labelRow.parse(row));
  return withStoreErrors<LearningStore>({
    doubts: async (filter, page) => doubts.list(filter, page),
    putLabel: async ({ conversationId, seq, at, head, name, sealed }, people) =>
      transaction(db, () => {
        prepared(
          db,
          `INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (conversationId, seq)
           DO UPDATE SET at = excluded.at, head = excluded.head, name = excluded.name, sealed = excluded.sealed`,
        ).run(conversationId, seq, at, head, name, sealed);
        for (const { link, person, sealed: address } of people)
          prepared(db, 'INSERT INTO label_people VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
            conversationId,
            seq,
            link,
            person,
            address,
          );
        doubts.mark({ conversationId, seq }, true);
      }),
    removeLabel: async (message) =>
      transaction(db, () => {
        const { conversationId, seq } = message;
        prepared(db, 'DELETE FROM label_people WHERE conversationId = ? AND seq = ?').run(conversationId, seq);
        doubts.mark(message, false);
        const removed = prepared(db, 'DELETE FROM labels WHERE conversationId = ? AND seq = ?').run(
          conversationId,
          seq,
        );
        return Number(removed.changes) === 1;
      }),
    label: async ({ conversationId, seq }) =>
      many(prepared(db, 'SELECT * FROM labels WHERE conversationId = ? AND seq = ?').all(conversationId, seq))[0] ??
      null,
    labels: async ({ after = { conversationId: '', seq: 0 }, limit }) =>
      many(
        prepared(
          db,
          'SELECT * FROM labels WHERE (conversationId, seq) > (?, ?) ORDER BY conversationId, seq LIMIT ?',
        ).all(after.conversationId, after.seq, limit),
      ),
    labelsOfChat: async (conversationId) =>
      many(prepared(db, 'SELECT * FROM labels WHERE conversationId = ? ORDER BY seq').all(conversationId)),
    labelsOfPerson: async (person) =>
      many(
        prepared(
          db,
          'SELECT labels.* FROM label_people JOIN labels USING (conversationId, seq) WHERE label_people.person = ?',
        ).all(person),
      ).toSorted(byPlace),
    countLabels: async () =>
      prepared(db, 'SELECT head, name, count(*) AS count FROM labels GROUP BY head, name ORDER BY head, name')
        .all()
        .map((row) => countRow.parse(row)),
    putModel: async (id, card, parts) =>
      transaction(db, () => {
        prepared(db, 'INSERT OR REPLACE INTO models VALUES (?, ?)').run(id, card);
        for (const [part, sealed] of parts.entries())
          prepared(db, 'INSERT OR REPLACE INTO model_parts VALUES (?, ?, ?)').run(id, part, sealed);
      }),
    async card(id) {
      const row = prepared(db, 'SELECT sealed FROM models WHERE model = ?').get(id);
      return row === undefined ? null : sealedRow.parse(row).sealed;
    },
    parts: async (id) =>
      prepared(db, 'SELECT sealed FROM model_parts WHERE model = ? ORDER BY part')
        .all(id)
        .map((row) => sealedRow.parse(row).sealed),
    keepModels: async (ids) =>
      transaction(db, () => {
        const kept = JSON.stringify(ids);
        for (const table of ['models', 'model_parts'])
          prepared(db, `DELETE FROM ${table} WHERE model NOT IN (SELECT value FROM json_each(?))`).run(kept);
      }),
  });
}

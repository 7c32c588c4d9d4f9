import type { DatabaseSync } from 'node:sqlite';
import { prepared, transaction } from '@acebuddy/storage';
import { z } from 'zod';
import type { ConversationStore } from '../ports.ts';

export const dayCountMigrations = [
  // In the commit that amends them: what was kept of the day holds for exactly the facts that its mark names.
  `CREATE TABLE fact_amendments (day INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
   CREATE TABLE day_counts (
     basis TEXT NOT NULL, date TEXT NOT NULL, mark TEXT NOT NULL, countedAt TEXT NOT NULL, counts TEXT NOT NULL,
     PRIMARY KEY (basis, date)
   ) STRICT;`,
] as const;

const amendmentRow = z.object({ day: z.number(), count: z.number() });
const countRow = z.object({ date: z.string(), mark: z.string(), countedAt: z.string(), counts: z.string() });

/** What is kept of days in SQLite, and what was amended of them. */
export function sqliteDayCounts(db: DatabaseSync) {
  return {
    /** Part of the commit. */
    amend(days: readonly number[]): void {
      const sql = `INSERT INTO fact_amendments VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET count = count + 1`;
      for (const day of days) prepared(db, sql).run(day);
    },
    methods: {
      async amendments() {
        const rows = prepared(db, 'SELECT day, count FROM fact_amendments').all();
        return new Map(rows.map((row) => amendmentRow.parse(row)).map(({ day, count }) => [day, count]));
      },
      async dayCounts(basis, from, to) {
        const sql = 'SELECT date, mark, countedAt, counts FROM day_counts WHERE basis = ? AND date BETWEEN ? AND ?';
        return prepared(db, sql)
          .all(basis, from, to)
          .map((row) => countRow.parse(row));
      },
      async keepDayCounts(basis, days) {
        const put = prepared(db, 'INSERT OR REPLACE INTO day_counts VALUES (?, ?, ?, ?, ?)');
        transaction(db, () => {
          for (const { date, mark, countedAt, counts } of days) put.run(basis, date, mark, countedAt, counts);
        });
      },
      async forgetDayCounts(basis, before) {
        prepared(db, 'DELETE FROM day_counts WHERE basis <> ? OR date < ?').run(basis, before);
      },
    } satisfies Partial<ConversationStore>,
  };
}

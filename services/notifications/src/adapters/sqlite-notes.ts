import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '@acebuddy/storage';
import { z } from 'zod';
import type { NotificationStore } from '../ports.ts';

const noteRow = z.object({ revision: z.number(), body: z.string() });

export function sqliteNotes(db: DatabaseSync): Pick<NotificationStore, 'note' | 'swapNote'> {
  const sql = (text: string) => prepared(db, text);
  return {
    async note(id) {
      const row = sql('SELECT revision, body FROM notes WHERE id = ?').get(id);
      return row === undefined ? null : noteRow.parse(row);
    },
    async swapNote(id, revision, body) {
      const { changes } =
        revision === null
          ? sql('INSERT INTO notes (id, revision, body) VALUES (?, 1, ?) ON CONFLICT (id) DO NOTHING').run(id, body)
          : sql('UPDATE notes SET body = ?, revision = revision + 1 WHERE id = ? AND revision = ?').run(
              body,
              id,
              revision,
            );
      return Number(changes) === 1;
    },
  };
}

import type { Database } from '@acebuddy/storage';

const feeds = { ticketing: 'ticket-news', notifications: 'approval-news' } as const;

/**
 * Reads the news of these services from their beginning. For a neighbour whose store began anew: it counts its news from one
 * again, and all of them up to the number that was read last would be passed over.
 */
export async function restartFeeds(database: Database, of: readonly (keyof typeof feeds)[]): Promise<void> {
  for (const name of of.map((service) => feeds[service])) {
    if (database.kind === 'mongo') {
      const cursors = database.db.collection<{ _id: string; position: number }>('cursors');
      await cursors.updateOne({ _id: name }, { $set: { position: 0 } });
      continue;
    }
    const { db } = database;
    // A store that is new itself has no such table yet.
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'cursors'").get() !== undefined)
      db.prepare('UPDATE cursors SET position = 0 WHERE name = ?').run(name);
  }
}

import type { Document } from 'mongodb';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { keyIdOf } from './record-cipher.ts';
import type { SealedPlace, StoredFields } from './sealed-place.ts';

/** How many records each key seals, by the key's id. */
export type SealedBy = Readonly<Record<string, number>>;

/** Stands for the key of a record that is not in sealed form at all. */
export const noKey = '(none)';

/** Looks at every record of these places and counts by the key that sealed it. Opens nothing, changes nothing. */
export async function sealedBy(database: Database, places: readonly SealedPlace[]): Promise<SealedBy> {
  const counts: Record<string, number> = {};
  for (const place of places)
    for await (const { sealed } of sealedRecords(database, place)) {
      const id = idOrNone(sealed);
      counts[id] = (counts[id] ?? 0) + 1;
    }
  return counts;
}

/** At most `max` records of every key, with what `place.recordIdOf` needs. */
export async function samplesByKey(
  database: Database,
  place: SealedPlace,
  max: number,
): Promise<ReadonlyMap<string, readonly StoredFields[]>> {
  const samples = new Map<string, StoredFields[]>();
  for await (const fields of sealedRecords(database, place)) {
    const id = idOrNone(fields.sealed);
    const known = samples.get(id) ?? [];
    if (known.length < max) samples.set(id, [...known, fields]);
  }
  return samples;
}

function idOrNone(sealed: unknown): string {
  try {
    return keyIdOf(String(sealed));
  } catch {
    return noKey;
  }
}

async function* sealedRecords(database: Database, place: SealedPlace): AsyncGenerator<StoredFields> {
  if (database.kind === 'sqlite') {
    const exists = prepared(database.db, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    // A part that was never used has made no table.
    if (exists.get(place.name) === undefined) return;
    yield* prepared(database.db, `SELECT * FROM ${place.name} WHERE sealed IS NOT NULL`).iterate();
    return;
  }
  if (place.mongoArray === undefined) {
    const sealed = { sealed: { $type: 'string' as const } };
    for await (const document of database.db.collection<Document>(place.name).find(sealed))
      yield { ...document, id: document._id };
    return;
  }
  const { collection, field } = place.mongoArray;
  for await (const document of database.db.collection<Document>(collection).find()) {
    const items: unknown = document[field];
    if (Array.isArray(items))
      for (const item of items as StoredFields[]) if (typeof item.sealed === 'string') yield item;
  }
}

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Db, Document } from 'mongodb';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { keyIdOf, type RecordCipher } from './record-cipher.ts';
import type { SealedPlace, StoredFields } from './sealed-place.ts';
import { transaction } from './transaction.ts';

export interface ResealOptions {
  readonly database: Database;
  readonly places: readonly SealedPlace[];
  /** Its first key seals; the others open. */
  readonly cipher: RecordCipher;
  readonly activeKeyId: string;
  readonly onProgress?: (place: string, done: number, total: number) => void;
}

export interface ResealReport {
  readonly resealed: number;
  /** Under the first key already. */
  readonly current: number;
  /** Changed by the running service in the meantime: look again. */
  readonly busy: number;
  /** Of a key that is not configured, or altered. */
  readonly unreadable: number;
  /** The first of those, by the place and what they are bound to. */
  readonly unreadableRecords: readonly string[];
}

interface Tally {
  resealed: number;
  current: number;
  busy: number;
  unreadable: number;
  readonly unreadableRecords: string[];
}
type Change = { readonly sealed: string; readonly fields: Readonly<Record<string, string | null>> };

const batchSize = 200;
const namedMax = 20;

/**
 * Seals every record with the first key. Works beside the running services, which read old and new: a record that changed
 * in the meantime is left as it is. Interrupted, it goes on where it stopped, since what is done is recognised by its key.
 */
export async function reseal(options: ResealOptions): Promise<ResealReport> {
  const tally: Tally = { resealed: 0, current: 0, busy: 0, unreadable: 0, unreadableRecords: [] };
  for (const place of options.places) {
    if (options.database.kind === 'sqlite') await resealTable(options.database.db, place, options, tally);
    else if (place.mongoArray === undefined) await resealCollection(options.database.db, place, options, tally);
    else await resealArrays(options.database.db, place, place.mongoArray, options, tally);
  }
  return tally;
}

/** The record under the new key; null when nothing is to be done. */
function changeOf(fields: StoredFields, place: SealedPlace, options: ResealOptions, tally: Tally): Change | null {
  const { sealed } = fields;
  if (typeof sealed !== 'string') return null;
  try {
    if (keyIdOf(sealed) === options.activeKeyId) {
      tally.current += 1;
      return null;
    }
    const recordId = place.recordIdOf(fields);
    const plain = options.cipher.open(sealed, recordId);
    return { sealed: options.cipher.seal(plain, recordId), fields: place.also?.(plain, fields) ?? {} };
  } catch {
    tally.unreadable += 1;
    if (tally.unreadableRecords.length < namedMax) tally.unreadableRecords.push(nameOf(place, fields));
    return null;
  }
}

function nameOf(place: SealedPlace, fields: StoredFields): string {
  try {
    return `${place.name}: ${place.recordIdOf(fields)}`;
  } catch {
    return place.name;
  }
}

async function resealTable(db: DatabaseSync, place: SealedPlace, options: ResealOptions, tally: Tally): Promise<void> {
  const { name, key } = place;
  const exists = prepared(db, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name);
  // A part that was never used has made no table.
  if (exists === undefined) return;
  const total = Number(prepared(db, `SELECT count(*) AS total FROM ${name} WHERE sealed IS NOT NULL`).get()?.total);
  const columns = key.join(', ');
  const marks = key.map(() => '?').join(', ');
  let after: SQLInputValue[] | null = null;
  for (let done = 0; ; ) {
    const beyond = after === null ? '' : `AND (${columns}) > (${marks})`;
    const rows: Record<string, SQLOutputValue>[] = prepared(
      db,
      `SELECT * FROM ${name} WHERE sealed IS NOT NULL ${beyond} ORDER BY ${columns} LIMIT ${batchSize}`,
    ).all(...(after ?? []));
    // Short transactions: the service beside us writes too.
    transaction(db, () => {
      for (const row of rows) writeRow(db, place, row, changeOf(row, place, options, tally), tally);
    });
    done += rows.length;
    options.onProgress?.(name, done, total);
    const last = rows.at(-1);
    if (last === undefined || rows.length < batchSize) return;
    after = key.map((column) => last[column] ?? null);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function writeRow(
  db: DatabaseSync,
  { name, key }: SealedPlace,
  row: Record<string, SQLInputValue>,
  change: Change | null,
  tally: Tally,
): void {
  if (change === null) return;
  const columns = ['sealed', ...Object.keys(change.fields)];
  const set = columns.map((column) => `${column} = ?`).join(', ');
  const where = [...key, 'sealed'].map((column) => `${column} = ?`).join(' AND ');
  const { changes } = prepared(db, `UPDATE ${name} SET ${set} WHERE ${where}`).run(
    change.sealed,
    ...Object.values(change.fields),
    ...key.map((column) => row[column] ?? null),
    row.sealed ?? null,
  );
  if (Number(changes) === 1) tally.resealed += 1;
  else tally.busy += 1;
}

async function resealCollection(db: Db, place: SealedPlace, options: ResealOptions, tally: Tally): Promise<void> {
  const collection = db.collection<Document>(place.name);
  const total = await collection.countDocuments({ sealed: { $type: 'string' } });
  let done = 0;
  for await (const document of collection
    .find({ sealed: { $type: 'string' } })
    .sort({ _id: 1 })
    .batchSize(batchSize)) {
    const change = changeOf({ ...document, id: document._id }, place, options, tally);
    if (change !== null) {
      const unchanged = { _id: document._id, sealed: document.sealed };
      const written = await collection.updateOne(unchanged, { $set: { sealed: change.sealed, ...change.fields } });
      if (written.matchedCount === 1) tally.resealed += 1;
      else tally.busy += 1;
    }
    done += 1;
    if (done % batchSize === 0 || done === total) options.onProgress?.(place.name, done, total);
  }
}

async function resealArrays(
  db: Db,
  place: SealedPlace,
  { collection: name, field }: { readonly collection: string; readonly field: string },
  options: ResealOptions,
  tally: Tally,
): Promise<void> {
  const collection = db.collection<Document>(name);
  for await (const document of collection.find()) {
    const items: unknown = document[field];
    if (!Array.isArray(items)) continue;
    for (const [index, item] of (items as StoredFields[]).entries()) {
      const change = changeOf(item, place, options, tally);
      if (change !== null) {
        const written = await collection.updateOne(
          { _id: document._id, [field]: { $elemMatch: { key: item.key, sealed: item.sealed } } },
          { $set: { [`${field}.$.sealed`]: change.sealed } },
        );
        if (written.matchedCount === 1) tally.resealed += 1;
        else tally.busy += 1;
      }
      options.onProgress?.(place.name, index + 1, items.length);
    }
  }
}

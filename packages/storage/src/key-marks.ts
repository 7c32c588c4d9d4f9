import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import type { Database } from './database.ts';
import type { EncryptionKey } from './encryption-keys.ts';
import { createMongoVersionedRecord } from './mongo-versioned-record.ts';
import { createRecordCipher } from './record-cipher.ts';
import { createSqliteVersionedRecord } from './sqlite-versioned-record.ts';

/** Table and collection of the marks. */
export const keyMarksName = 'key_marks';

/** By the key's id: a text that this key sealed. Whoever can open it has the key, not only its name. */
export type KeyMarks = Readonly<Record<string, string>>;

/** The marks of one store, changed by compare-and-set: of two that begin on an empty store one wins. */
export interface KeyMarkStore {
  /** `version` is 0 while there are none. */
  load(): Promise<{ readonly marks: KeyMarks; readonly version: number }>;
  /** False when they are not of `expectedVersion` any more. */
  save(marks: KeyMarks, expectedVersion: number): Promise<boolean>;
}

const triesMax = 20;
const marksSchema = z.record(z.string(), z.string());

export function openKeyMarks(database: Database): KeyMarkStore {
  const record =
    database.kind === 'mongo'
      ? createMongoVersionedRecord(database.db, keyMarksName, 'marks')
      : createSqliteVersionedRecord(database.db, keyMarksName, 'marks');
  return {
    async load() {
      const found = await record.load();
      if (found === null) return { marks: {}, version: 0 };
      return { marks: parseMarks(found.state), version: found.version };
    },
    save: (marks, expectedVersion) => record.save(JSON.stringify(marks), expectedVersion),
  };
}

/**
 * The store needs only keys that still seal something there, and the first one: other marks go. Call it when everything was
 * looked at and could be opened.
 */
export async function dropMarksExcept(
  database: Database,
  active: EncryptionKey,
  needed: readonly string[],
): Promise<void> {
  const store = openKeyMarks(database);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { marks, version } = await store.load();
    const kept = Object.entries(marks).filter(([id]) => needed.includes(id));
    const next = { ...Object.fromEntries(kept), [active.id]: marks[active.id] ?? markOf(active) };
    if (await store.save(next, version)) return;
  }
  throw new AppError('STORE_UNAVAILABLE', 'The marks of the encryption keys could not be written');
}

/** The mark that this key leaves. */
export function markOf(key: EncryptionKey): string {
  return createRecordCipher([key]).seal('key mark', recordId(key.id));
}

/** Whether this key, and no other of its id, left the mark. */
export function isMarkOf(key: EncryptionKey, mark: string): boolean {
  try {
    createRecordCipher([key]).open(mark, recordId(key.id));
    return true;
  } catch {
    return false;
  }
}

function recordId(keyId: string): string {
  return `key-mark:${keyId}`;
}

function parseMarks(text: string): KeyMarks {
  try {
    return marksSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('INTERNAL', `The marks of the encryption keys (${keyMarksName}) were altered`, { cause });
  }
}

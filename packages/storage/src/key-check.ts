import { AppError } from '@acebuddy/contracts';
import { type Database, placeOf } from './database.ts';
import type { EncryptionKey, EncryptionKeys } from './encryption-keys.ts';
import { holdsRecords } from './holds-records.ts';
import { isMarkOf, type KeyMarks, markOf, openKeyMarks } from './key-marks.ts';
import { createRecordCipher } from './record-cipher.ts';
import { noKey, samplesByKey } from './sealed-by.ts';
import type { SealedPlace } from './sealed-place.ts';
import { damagedFile, isDamaged } from './store-error.ts';

export interface KeyCheckOptions {
  readonly database: Database;
  /** Name of the service. */
  readonly store: string;
  readonly keys: EncryptionKeys;
  readonly places: readonly SealedPlace[];
}

export interface KeyFindings {
  /** Nothing was ever kept here, and no key has left its mark. */
  readonly isNew: boolean;
  readonly holdsRecords: boolean;
  /** Ids of the keys that sealed what is there. */
  readonly needs: readonly string[];
  /** Records, but no marks: kept by a release that left none. */
  readonly isUnmarked: boolean;
  /** What keeps these keys from opening this store, for the operator; null: they open it. Ids of keys, never a key. */
  readonly problem: string | null;
}

/** What to do about a `problem`. */
export const keyAdvice =
  'Nothing was changed. Put the key back: into ENCRYPTION_KEYS as id:base64, behind the first, or your copy of the file encryption-keys into DATA_DIR. ' +
  'Without it nobody can read what was sealed with it; to begin anew choose another DATA_DIR or another MongoDB database';

/** One record may be damaged; so many of one key are not. */
const samplesMax = 20;
const triesMax = 20;

/**
 * Whether the keys open what the store holds, found by the marks that keys leave in it. A store of a release without
 * marks is tried by its own records. Changes nothing.
 */
export async function examineKeys(options: KeyCheckOptions): Promise<KeyFindings> {
  const { database } = options;
  try {
    return await examine(options);
  } catch (error) {
    throw database.kind === 'sqlite' && isDamaged(error) ? damagedFile(placeOf(database), error) : error;
  }
}

async function examine(options: KeyCheckOptions): Promise<KeyFindings> {
  const { marks } = await openKeyMarks(options.database).load();
  const holds = await holdsRecords(options.database);
  const hasMarks = Object.keys(marks).length > 0;
  const { problem, needs } = await compare(options, marks);
  return { isNew: !holds && !hasMarks, isUnmarked: holds && !hasMarks, holdsRecords: holds, needs, problem };
}

/**
 * `examineKeys`, and the mark of the first key is left in the store, so that every later start can be checked. Services call
 * it before they write anything. Of a store that was unmarked the space of rows which an earlier release deleted is overwritten,
 * once. Throws `INTERNAL` with a sentence for the operator when the keys do not open the store.
 */
export async function checkKeys(options: KeyCheckOptions): Promise<KeyFindings> {
  const found = await examineKeys(options);
  if (found.problem !== null) throw refused(found.problem);
  const store = openKeyMarks(options.database);
  const [active] = options.keys;
  // Of several that begin together on an empty store one leaves the first mark, and the others must have its key.
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { marks, version } = await store.load();
    const { problem, opening } = await compare(options, marks);
    if (problem !== null) throw refused(problem);
    const missing = [active, ...opening].filter(({ id }) => marks[id] === undefined);
    if (missing.length === 0) return found;
    const added = Object.fromEntries(missing.map((key) => [key.id, markOf(key)]));
    if (!(await store.save({ ...marks, ...added }, version))) continue;
    if (found.isUnmarked) await options.database.forget({ earlier: true });
    return found;
  }
  throw new AppError('STORE_UNAVAILABLE', 'The marks of the encryption keys could not be written', {
    fatal: 'STORE_UNWRITABLE',
  });
}

function refused(problem: string): AppError {
  return new AppError('INTERNAL', `${problem}. ${keyAdvice}`, { fatal: 'KEYS_WRONG' });
}

interface Comparison {
  readonly needs: readonly string[];
  readonly problem: string | null;
  /** Keys that were seen to open records which carry no mark yet. */
  readonly opening: readonly EncryptionKey[];
}

async function compare(options: KeyCheckOptions, marks: KeyMarks): Promise<Comparison> {
  const { keys } = options;
  const keyOf = (id: string) => keys.find((key) => key.id === id);
  if (Object.keys(marks).length > 0) {
    const ids = Object.keys(marks);
    const missing = ids.filter((id) => keyOf(id) === undefined);
    const others = ids.filter((id) => {
      const key = keyOf(id);
      return key !== undefined && !isMarkOf(key, marks[id] ?? '');
    });
    return { needs: ids, problem: refusal(options, missing, others), opening: [] };
  }
  const [missing, others, opening]: [string[], string[], EncryptionKey[]] = [[], [], []];
  const tried = await triedByKey(options);
  for (const [id, opens] of tried) {
    const key = keyOf(id);
    if (key === undefined) missing.push(id);
    else if (opens) opening.push(key);
    else others.push(id);
  }
  return { needs: [...tried.keys()], problem: refusal(options, missing, others), opening };
}

/** By the ids of keys that sealed records here: whether what is configured opens any of them. */
async function triedByKey({ database, keys, places }: KeyCheckOptions): Promise<ReadonlyMap<string, boolean>> {
  const cipher = createRecordCipher(keys);
  const tried = new Map<string, boolean>();
  for (const place of places)
    for (const [id, samples] of await samplesByKey(database, place, samplesMax)) {
      if (id === noKey) continue;
      const opens = samples.some((fields) => {
        try {
          cipher.open(String(fields.sealed), place.recordIdOf(fields));
          return true;
        } catch {
          return false;
        }
      });
      tried.set(id, opens || tried.get(id) === true);
    }
  return tried;
}

function refusal(
  { database, store, keys }: KeyCheckOptions,
  missing: readonly string[],
  others: readonly string[],
): string | null {
  if (missing.length + others.length === 0) return null;
  const named = (ids: readonly string[]) => ids.map((id) => `"${id}"`).join(', ');
  const what = [
    ...(missing.length === 0 ? [] : [`needs the encryption key ${named(missing)}, which is not there`]),
    ...(others.length === 0
      ? []
      : [`was sealed by another key that is also called ${named(others)}; the one that is there does not open it`]),
  ];
  return `The store of ${store} (${placeOf(database)}) ${what.join(', and ')} (there: ${named(keys.map(({ id }) => id))})`;
}

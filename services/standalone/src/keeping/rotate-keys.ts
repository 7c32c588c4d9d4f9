import { openAudit } from '@acebuddy/audit';
import type { Logger } from '@acebuddy/service-kit';
import {
  createRecordCipher,
  type Database,
  dropMarksExcept,
  type EncryptionKeys,
  type ResealReport,
  reseal,
  type SealedBy,
  type SealedPlace,
  sealedBy,
} from '@acebuddy/storage';
import { type ServiceName, serviceNames } from '../service-names.ts';
import { sealedPlacesOf } from './sealed-places-of.ts';

export interface RotateOptions {
  readonly stores: Readonly<Record<ServiceName, Database>>;
  readonly keys: EncryptionKeys;
  readonly logger: Logger;
  readonly onProgress?: (place: string, done: number, total: number) => void;
}

export interface StoreRotation extends ResealReport {
  /** How many records each key sealed before, and afterwards. */
  readonly before: SealedBy;
  readonly after: SealedBy;
}

export type RotationReport = Readonly<Record<ServiceName, StoreRotation>>;

/** A record that the running service changes is sealed by it anew: a few looks meet all of them. */
const looksMax = 3;

/**
 * Seals every record of every service with the first key. May be interrupted and repeated at will. Where everything could be
 * opened the store stops asking for keys that seal nothing any more.
 */
export async function rotateKeys({ stores, keys, logger, onProgress }: RotateOptions): Promise<RotationReport> {
  const places = sealedPlacesOf(keys);
  const reports: Partial<Record<ServiceName, StoreRotation>> = {};
  for (const name of serviceNames) {
    const database = stores[name];
    const report = await rotateStore({
      database,
      places: places[name],
      keys,
      onProgress: (place, done, total) => onProgress?.(`${name}/${place}`, done, total),
    });
    reports[name] = report;
    const audit = await openAudit({ chain: name, database, encryptionKeys: keys, now: () => new Date(), logger });
    const { resealed, current, busy, unreadable } = report;
    await audit.append({
      kind: 'keys_rotated',
      subject: keys[0].id,
      details: { resealed, current, busy, unreadable },
    });
  }
  return reports as RotationReport;
}

interface StoreOptions {
  readonly database: Database;
  readonly places: readonly SealedPlace[];
  readonly keys: EncryptionKeys;
  readonly onProgress: (place: string, done: number, total: number) => void;
}

async function rotateStore({ database, places, keys, onProgress }: StoreOptions): Promise<StoreRotation> {
  const [active] = keys;
  const cipher = createRecordCipher(keys);
  const before = await sealedBy(database, places);
  let resealed = 0;
  let report = await reseal({ database, places, cipher, activeKeyId: active.id, onProgress });
  for (let looks = 1; report.busy > 0 && looks < looksMax; looks += 1) {
    resealed += report.resealed;
    report = await reseal({ database, places, cipher, activeKeyId: active.id });
  }
  const after = await sealedBy(database, places);
  if (report.unreadable === 0) await dropMarksExcept(database, active, Object.keys(after));
  await database.forget();
  return { ...report, resealed: resealed + report.resealed, before, after };
}

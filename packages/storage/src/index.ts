export { attemptsMax, backoffMs } from './backoff.ts';
export { type CopiedSqlite, copySqlite } from './copy-sqlite.ts';
export { type Database, type OpenDatabaseOptions, openDatabase, placeOf } from './database.ts';
export { createDispatcher, type Dispatcher, type DispatcherLogger, type DispatcherOptions } from './dispatcher.ts';
export {
  type EncryptionKey,
  type EncryptionKeys,
  encryptionKeysSchema,
  parseEncryptionKeys,
} from './encryption-keys.ts';
export { forgetAfter } from './forget-after.ts';
export { createGroupCommit, type GroupCommit } from './group-commit.ts';
export { holdsRecords } from './holds-records.ts';
export { idRange } from './id-range.ts';
export { ensureIndexes } from './indexes.ts';
export { type InstanceLock, lockInstance } from './instance-lock.ts';
export { checkKeys, examineKeys, type KeyFindings, keyAdvice } from './key-check.ts';
export { dropMarksExcept, openKeyMarks } from './key-marks.ts';
export { runMigrations } from './migrations.ts';
export { newestFirst, type ReadNewest } from './mongo-newest-first.ts';
export { type RecentCountDocument, takeRecentCount } from './mongo-recent-counts.ts';
export { prepared } from './prepared.ts';
export { openPulse, type Pulse } from './pulse.ts';
export { createRecordCipher, keyIdOf, type RecordCipher } from './record-cipher.ts';
export { type ResealOptions, type ResealReport, reseal } from './reseal.ts';
export { openRestoreMarks, type RestoreMark, type RestoreMarks } from './restore-marks.ts';
export { type SealedBy, sealedBy } from './sealed-by.ts';
export type { SealedPlace, StoredFields } from './sealed-place.ts';
export { isDuplicateKey, storeError, withStoreErrors } from './store-error.ts';
export { transaction } from './transaction.ts';
export { openVersionedRecord, type VersionedRecord } from './versioned-record.ts';

export { attemptsMax, backoffMs } from './backoff.ts';
export { type Database, type OpenDatabaseOptions, openDatabase } from './database.ts';
export { createDispatcher, type Dispatcher, type DispatcherLogger, type DispatcherOptions } from './dispatcher.ts';
export {
  type EncryptionKey,
  type EncryptionKeys,
  encryptionKeysSchema,
  parseEncryptionKeys,
} from './encryption-keys.ts';
export { createGroupCommit, type GroupCommit } from './group-commit.ts';
export { ensureIndexes } from './indexes.ts';
export { runMigrations } from './migrations.ts';
export { prepared } from './prepared.ts';
export { createRecordCipher, keyIdOf, type RecordCipher } from './record-cipher.ts';
export { type ResealOptions, type ResealReport, reseal, type SealedPlace, type StoredFields } from './reseal.ts';
export { isDuplicateKey, storeError, withStoreErrors } from './store-error.ts';
export { transaction } from './transaction.ts';
export { openVersionedRecord, type VersionedRecord } from './versioned-record.ts';

/* What a program needs that keeps sealed texts without a database of its own: nothing of this opens one. */
export { type EncryptionKeys, encryptionKeysSchema } from './encryption-keys.ts';
export { createRecordCipher, keyIdOf, type RecordCipher } from './record-cipher.ts';

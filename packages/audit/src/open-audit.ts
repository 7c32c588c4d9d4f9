import type { Logger } from '@acebuddy/service-kit';
import type { Database, EncryptionKey } from '@acebuddy/storage';
import { createMongoAuditStore } from './adapters/mongo-audit-store.ts';
import { createSqliteAuditStore } from './adapters/sqlite-audit-store.ts';
import { type Audit, createAudit } from './audit.ts';
import { createSealer } from './chain.ts';
import { type AuditReport, type VerifyOptions, verifyChain } from './verify-chain.ts';

export interface OpenAuditOptions {
  readonly chain: string;
  readonly database: Database;
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly now: () => Date;
  readonly logger: Logger;
}

/** The trail of one service in the service's own store. Makes table and indexes that are missing. */
export async function openAudit(
  options: OpenAuditOptions,
): Promise<Audit & { verify(check: Pick<VerifyOptions, 'expected' | 'onProgress'>): Promise<AuditReport> }> {
  const { chain, database } = options;
  const store =
    database.kind === 'mongo' ? await createMongoAuditStore(database.db) : createSqliteAuditStore(database.db);
  const sealer = createSealer(options.encryptionKeys);
  return {
    ...createAudit({ ...options, store, sealer }),
    verify: (check) => verifyChain({ ...check, chain, store, sealer }),
  };
}

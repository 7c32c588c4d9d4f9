import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, type Environment, parseConfig } from '@acebuddy/service-kit';
import { type Database, type EncryptionKeys, encryptionKeysSchema, examineKeys } from '@acebuddy/storage';
import { z } from 'zod';
import { keyFileOf, readEncryptionKeys } from '../data-keys.ts';
import { type ServiceName, serviceNames } from '../service-names.ts';
import { closeStores, openStores, storeFile } from '../stores.ts';
import { sealedPlacesOf } from './sealed-places-of.ts';
import { withAdvice } from './with-advice.ts';

const schema = z.object({
  MONGODB_URI: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
});

export interface Keeping {
  readonly stores: Readonly<Record<ServiceName, Database>>;
  readonly keys: EncryptionKeys;
  /** Set when the keys are from the file that standalone made. */
  readonly keyFile: string | null;
  readonly dataDir: string;
  close(): Promise<void>;
}

/**
 * The stores of all services and the keys, as the services themselves would open them, beside them when they run. For
 * commands of operators: makes neither stores nor keys, and leaves no mark. Throws `ConfigError` when there is nothing
 * here, or the keys do not open it.
 */
export async function openKeeping(env: Environment): Promise<Keeping> {
  const config = parseConfig(schema, env);
  const { DATA_DIR: dataDir } = config;
  const missing =
    config.MONGODB_URI === undefined ? serviceNames.filter((name) => !existsSync(storeFile(dataDir, name))) : [];
  if (missing.length > 0)
    throw new ConfigError(
      [
        `${resolve(dataDir)} holds no store of ${missing.join(', ')}: set DATA_DIR to the folder, or MONGODB_URI to the database, that AceBuddy runs with`,
      ],
      'STORE_MISSING',
    );
  const known = await readEncryptionKeys(config.ENCRYPTION_KEYS, dataDir);
  if (known === null)
    throw new ConfigError(
      [
        `no encryption keys: ENCRYPTION_KEYS is not set and ${keyFileOf(dataDir)} is not there; give those that AceBuddy runs with`,
      ],
      'KEYS_MISSING',
    );
  const stores = await openStores({ ...config, exclusive: false });
  try {
    await mustOpen(stores, known.keys);
  } catch (error) {
    await closeStores(stores);
    throw error;
  }
  return { stores, keys: known.keys, keyFile: known.file, dataDir, close: () => closeStores(stores) };
}

async function mustOpen(stores: Keeping['stores'], keys: EncryptionKeys): Promise<void> {
  const places = sealedPlacesOf(keys);
  const findings = await Promise.all(
    serviceNames.map((store) => examineKeys({ database: stores[store], store, keys, places: places[store] })),
  );
  const problems = withAdvice(findings.flatMap(({ problem }) => (problem === null ? [] : [problem])));
  if (problems.length > 0) throw new ConfigError(problems, 'KEYS_WRONG');
}

import { type Environment, parseConfig } from '@acebuddy/service-kit';
import { type EncryptionKeys, encryptionKeysSchema } from '@acebuddy/storage';
import { z } from 'zod';
import { loadEncryptionKeys } from '../data-keys.ts';
import { openStores } from '../stores.ts';

const schema = z.object({
  MONGODB_URI: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
});

/** The stores of all services and the keys, as the services themselves would open them. For commands of operators. */
export async function openKeeping(env: Environment): Promise<{
  readonly stores: Awaited<ReturnType<typeof openStores>>;
  readonly keys: EncryptionKeys;
  readonly dataDir: string;
  close(): Promise<void>;
}> {
  const config = parseConfig(schema, env);
  const { keys } = await loadEncryptionKeys(config.ENCRYPTION_KEYS, config.DATA_DIR);
  const stores = await openStores(config);
  return {
    stores,
    keys,
    dataDir: config.DATA_DIR,
    async close() {
      await Promise.all(Object.values(stores).map((store) => store.close()));
    },
  };
}

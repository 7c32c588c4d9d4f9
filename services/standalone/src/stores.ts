import { join } from 'node:path';
import { type Database, openDatabase } from '@acebuddy/storage';
import type { StandaloneConfig } from './config.ts';
import { type ServiceName, serviceNames } from './service-names.ts';

export interface OpenStoresOptions extends Pick<StandaloneConfig, 'MONGODB_URI' | 'DATA_DIR'> {
  /** False for commands that work beside the running services. */
  readonly exclusive: boolean;
}

/** One store per service: a MongoDB database or a SQLite file of its own name. Nobody reads another's. All or none are open. */
export async function openStores(config: OpenStoresOptions): Promise<Record<ServiceName, Database>> {
  const open = (name: ServiceName) =>
    openDatabase({
      name,
      exclusive: config.exclusive,
      ...(config.MONGODB_URI === undefined
        ? { sqliteFile: storeFile(config.DATA_DIR, name) }
        : { mongodbUri: config.MONGODB_URI }),
    });
  const opened = await Promise.allSettled(serviceNames.map(open));
  const failed = opened.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all(opened.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.close() : null)));
    throw failed.reason;
  }
  const [conversation, ticketing, notifications] = opened.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  );
  if (conversation === undefined || ticketing === undefined || notifications === undefined)
    throw new TypeError('a store is missing');
  return { conversation, ticketing, notifications };
}

export function storeFile(dataDir: string, name: ServiceName): string {
  return join(dataDir, `${name}.sqlite`);
}

export async function closeStores(stores: Readonly<Record<ServiceName, Database>>): Promise<void> {
  await Promise.all(Object.values(stores).map((store) => store.close()));
}

import { join } from 'node:path';
import { type Database, openDatabase } from '@acebuddy/storage';
import type { StandaloneConfig } from './config.ts';

export const serviceNames = ['conversation', 'ticketing', 'notifications'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One store per service: a MongoDB database or a SQLite file of its own name. Nobody reads another's. */
export async function openStores(
  config: Pick<StandaloneConfig, 'MONGODB_URI' | 'DATA_DIR'>,
): Promise<Record<ServiceName, Database>> {
  const open = (name: ServiceName) =>
    openDatabase({
      name,
      ...(config.MONGODB_URI === undefined
        ? { sqliteFile: join(config.DATA_DIR, `${name}.sqlite`) }
        : { mongodbUri: config.MONGODB_URI }),
    });
  const [conversation, ticketing, notifications] = await Promise.all(serviceNames.map(open));
  if (conversation === undefined || ticketing === undefined || notifications === undefined)
    throw new TypeError('a store is missing');
  return { conversation, ticketing, notifications };
}

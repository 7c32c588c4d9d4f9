import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '@acebuddy/service-kit';
import { holdsRecords } from '@acebuddy/storage';
import { isSimulated, type StandaloneConfig } from '../config.ts';
import { serviceNames } from '../service-names.ts';
import { closeStores, openStores, storeFile } from '../stores.ts';

const realVariables = [
  'ZOHO_DESK_API_KEY',
  'ZOHO_CLIENT_ID',
  'ZOHO_CLIENT_SECRET',
  'ZOHO_REFRESH_TOKEN',
] as const satisfies readonly (keyof StandaloneConfig)[];

/**
 * Invented chats belong into an empty, simulated store and nowhere else.
 * @throws ConfigError with what stands in the way and how to use another place.
 */
export async function refuseUnlessEmpty(config: StandaloneConfig): Promise<void> {
  const set = realVariables.filter((name) => config[name] !== undefined);
  if (!isSimulated(config) || set.length > 0)
    throw new ConfigError(
      [
        `${set.join(', ')}: a demo is for the simulated Zoho only. Take ${set.length === 1 ? 'it' : 'them'} out of the environment for this command`,
      ],
      'COMMAND_REFUSED',
    );
  const { DATA_DIR: dataDir, MONGODB_URI: mongodbUri } = config;
  const folder = resolve(dataDir);
  const leftovers = ['simulator.journal', 'playground.sealed'].filter((name) => existsSync(join(dataDir, name)));
  if (leftovers.length > 0) throw notEmpty('DATA_DIR', `${folder} has ${leftovers.join(' and ')} of an earlier run`);
  const mayHold = mongodbUri !== undefined || serviceNames.some((name) => existsSync(storeFile(dataDir, name)));
  if (!mayHold) return;
  const stores = await openStores({ ...config, exclusive: false });
  try {
    const holding: string[] = [];
    for (const name of serviceNames) if (await holdsRecords(stores[name])) holding.push(name);
    if (holding.length === 0) return;
    throw mongodbUri === undefined
      ? notEmpty('DATA_DIR', `${folder} holds records of ${holding.join(', ')}`)
      : notEmpty('MONGODB_URI', `the databases ${holding.join(', ')} hold records`);
  } finally {
    await closeStores(stores);
  }
}

function notEmpty(variable: 'DATA_DIR' | 'MONGODB_URI', what: string): ConfigError {
  const another =
    variable === 'DATA_DIR'
      ? 'DATA_DIR=./demo-data pnpm demo'
      : 'MONGODB_URI=<another server> pnpm demo, or without it';
  return new ConfigError(
    [`${variable}: ${what}, and a demo fills only an empty store. Use another one: ${another}`],
    'COMMAND_REFUSED',
  );
}

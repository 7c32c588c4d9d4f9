import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Check, type Finding, fine, problem, skipped } from '@acebuddy/checks';
import { release } from '@acebuddy/service-kit';
import { type Database, examineKeys, keyAdvice, placeOf } from '@acebuddy/storage';
import { createWriteProbe } from '@acebuddy/storage/write-probe';
import type { StandaloneConfig } from '../config.ts';
import { readEncryptionKeys } from '../data-keys.ts';
import { sealedPlacesOf } from '../keeping/sealed-places-of.ts';
import { isNewer, keptRelease } from '../kept-release.ts';
import { type ServiceName, serviceNames } from '../service-names.ts';
import { closeStores, openStores, storeFile } from '../stores.ts';

type Config = Pick<StandaloneConfig, 'MONGODB_URI' | 'DATA_DIR' | 'ENCRYPTION_KEYS'>;
type Stores = Readonly<Record<ServiceName, Database>>;

/** Data folder, stores and the keys that open them. Makes neither folder nor store nor key, and runs beside the product. */
export function storeChecks(config: Config): Check[] {
  const { DATA_DIR: dataDir } = config;
  return [
    { id: 'data_folder', look: () => lookAtFolder(dataDir) },
    { id: 'store', look: () => withStores(config, lookAtStores) },
    { id: 'release', look: async () => lookAtRelease(dataDir) },
    { id: 'keys', look: () => withStores(config, (stores) => lookAtKeys(config, stores)) },
  ];
}

async function lookAtFolder(dataDir: string): Promise<Finding> {
  if (!existsSync(dataDir)) return fine(`${resolve(dataDir)} is made at the first start`);
  await createWriteProbe({ file: join(dataDir, 'doctor.probe') })();
  return fine(resolve(dataDir));
}

const notYet = 'There is none yet: the first start makes it';

async function withStores(config: Config, look: (stores: Stores) => Promise<Finding>): Promise<Finding> {
  const { MONGODB_URI, DATA_DIR: dataDir } = config;
  const missing = serviceNames.filter((name) => !existsSync(storeFile(dataDir, name)));
  if (MONGODB_URI === undefined && missing.length === serviceNames.length) return skipped(notYet);
  if (MONGODB_URI === undefined && missing.length > 0)
    return problem(
      `${resolve(dataDir)} has no store of ${missing.join(', ')}, and those of the others`,
      'Put it back from a backup, or see ACCEPT_EMPTY_STORES',
    );
  const stores = await openStores({ ...config, exclusive: false });
  try {
    return await look(stores);
  } finally {
    await closeStores(stores);
  }
}

async function lookAtStores(stores: Stores): Promise<Finding> {
  await Promise.all(serviceNames.map((name) => stores[name].ping()));
  return fine(serviceNames.map((name) => placeOf(stores[name])).join(', '));
}

function lookAtRelease(dataDir: string): Finding {
  const kept = keptRelease(dataDir);
  if (kept === null) return skipped('No release has left its name yet');
  return isNewer(kept, release)
    ? problem(
        `The data folder was used by release ${kept}, and this is ${release}`,
        'Start that release or a newer one: what it stored may be unknown to this one (docs/upgrading.md)',
      )
    : fine(`${release}, used last by ${kept}`);
}

async function lookAtKeys(config: Config, stores: Stores): Promise<Finding> {
  const known = await readEncryptionKeys(config.ENCRYPTION_KEYS, config.DATA_DIR);
  const keys = known?.keys;
  if (keys === undefined)
    return problem(
      'The stores are in use, but there are no encryption keys',
      'Put your copy of DATA_DIR/encryption-keys back, or set ENCRYPTION_KEYS',
    );
  const places = sealedPlacesOf(keys);
  const findings = await Promise.all(
    serviceNames.map((store) => examineKeys({ database: stores[store], store, keys, places: places[store] })),
  );
  const wrong = findings.flatMap(({ problem: said }) => (said === null ? [] : [said]));
  if (wrong.length > 0) return problem(wrong.join('; '), keyAdvice);
  return fine(`"${keys[0].id}" seals, ${keys.length} ${keys.length === 1 ? 'opens' : 'open'}`);
}

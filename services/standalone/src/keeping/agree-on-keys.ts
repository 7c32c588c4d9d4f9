import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { restartFeeds } from '@acebuddy/conversation';
import { keptPlaces } from '@acebuddy/gateway';
import { ConfigError, openToOthers } from '@acebuddy/service-kit';
import {
  checkKeys,
  type Database,
  type EncryptionKeys,
  examineKeys,
  type KeyFindings,
  placeOf,
} from '@acebuddy/storage';
import { keyFileOf, newEncryptionKey, readEncryptionKeys, writeKeyFile } from '../data-keys.ts';
import { type ServiceName, serviceNames } from '../service-names.ts';
import { sealedPlacesOf } from './sealed-places-of.ts';
import { withAdvice } from './with-advice.ts';

export interface AgreeOnKeysOptions {
  readonly configured: EncryptionKeys | undefined;
  readonly dataDir: string;
  readonly stores: Readonly<Record<ServiceName, Database>>;
  /** Services whose empty store may begin anew although the others hold records. */
  readonly acceptEmpty: readonly ServiceName[];
}

export interface AgreedKeys {
  readonly keys: EncryptionKeys;
  /** What the operator should know, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * The keys for all stores of this installation, checked against what the stores hold. A key is made only where every store
 * is empty. Throws `ConfigError`, with every reason, when the keys do not open what is there, or when one store was emptied
 * while the others go on: neither is ever started as new.
 */
export async function agreeOnKeys(options: AgreeOnKeysOptions): Promise<AgreedKeys> {
  const { configured, dataDir, stores } = options;
  const known = await readEncryptionKeys(configured, dataDir);
  const keys: EncryptionKeys = known?.keys ?? [newEncryptionKey()];
  const places = sealedPlacesOf(keys);
  const check = (store: ServiceName) => ({ database: stores[store], store, keys, places: places[store] });
  const entries = await Promise.all(serviceNames.map(async (name) => [name, await examineKeys(check(name))] as const));
  const findings = new Map<ServiceName, KeyFindings>(entries);
  const isNew = entries.every(([, found]) => found.isNew) && !(await keepsEvents(dataDir));
  if (known === null && !isNew) throw new ConfigError([keysAreGone(dataDir, findings)], 'KEYS_MISSING');
  const [wrong, lost] = [refusals(findings), emptied(options, findings)];
  if (wrong.length + lost.length > 0)
    throw new ConfigError([...wrong, ...lost], wrong.length > 0 ? 'KEYS_WRONG' : 'STORE_EMPTIED');
  const file = keyFileOf(dataDir);
  if (known === null) await writeKeyFile(file, keys);
  // One after the other: where two installations begin on one MongoDB at once, one of them is first in all of it.
  for (const name of serviceNames) await checkKeys(check(name));
  const begunAnew = (['ticketing', 'notifications'] as const).filter((name) => findings.get(name)?.isNew);
  if (!isNew) await restartFeeds(stores.conversation, begunAnew);
  const used = known?.file ?? null;
  const open = used === null ? [] : openToOthers(used);
  return { keys, notices: [...noticesOf(used, known === null ? file : null, isNew), ...open] };
}

function noticesOf(file: string | null, madeIn: string | null, isNew: boolean): string[] {
  if (madeIn !== null)
    return [`New encryption keys are in ${madeIn}: keep a copy, without it the stored chats cannot be read`];
  if (file !== null && isNew)
    return [
      `Every store is empty, although ${file} is from an earlier start: AceBuddy begins as new. If it held chats before, stop it and put the stores back from a backup`,
    ];
  return [];
}

function refusals(findings: ReadonlyMap<ServiceName, KeyFindings>): string[] {
  return withAdvice([...findings.values()].flatMap(({ problem }) => (problem === null ? [] : [problem])));
}

function keysAreGone(dataDir: string, findings: ReadonlyMap<ServiceName, KeyFindings>): string {
  const held = [...findings].filter(([, found]) => !found.isNew).map(([name]) => name);
  const what = held.length === 0 ? 'Events that wait in DATA_DIR are' : `The stores of ${held.join(', ')} are`;
  const ids = [...new Set([...findings.values()].flatMap(({ needs }) => needs))];
  const named = ids.length === 0 ? '' : ` (${ids.map((id) => `"${id}"`).join(', ')})`;
  return (
    `${what} in use, but the encryption keys${named} are gone: ENCRYPTION_KEYS is not set and ${keyFileOf(dataDir)} is not there. ` +
    'Put your copy of the file back, or set ENCRYPTION_KEYS. No new key was made, since it would open none of what is there; to begin anew choose another DATA_DIR or another MongoDB database.'
  );
}

/** A store that was emptied, removed or exchanged beside others that hold records. */
function emptied(
  { stores, acceptEmpty }: AgreeOnKeysOptions,
  findings: ReadonlyMap<ServiceName, KeyFindings>,
): string[] {
  const full = [...findings].filter(([, found]) => found.holdsRecords).map(([name]) => name);
  if (full.length === 0) return [];
  return [...findings]
    .filter(([name, found]) => found.isNew && !acceptEmpty.includes(name))
    .map(
      ([name]) =>
        `The store of ${name} (${placeOf(stores[name])}) is empty, while ${full.join(' and ')} hold records: it was emptied, removed, or is not the one that belongs to them. ` +
        `Put it back from a backup; or, to go on without what it held, start once with ACCEPT_EMPTY_STORES=${name}`,
    );
}

/** What the gateway keeps in files is sealed, too. */
async function keepsEvents(dataDir: string): Promise<boolean> {
  const names = await Promise.all(
    Object.values(keptPlaces).map(({ folder }) => readdir(join(dataDir, folder)).catch(() => [])),
  );
  return names.flat().length > 0;
}

import { type KeepsReport, resealKeeps } from '@acebuddy/gateway';
import { ConfigError, type Environment, type Logger } from '@acebuddy/service-kit';
import { type EncryptionKeys, openKeyMarks, type SealedBy } from '@acebuddy/storage';
import { newEncryptionKey, writeKeyFile } from '../data-keys.ts';
import { lockDataDir } from '../lock-data-dir.ts';
import { resealStateFile, type StateReseal } from '../playground/kept-state.ts';
import { serviceNames } from '../service-names.ts';
import { type Keeping, openKeeping } from './open-keeping.ts';
import { type RotateOptions, type RotationReport, rotateKeys } from './rotate-keys.ts';

export interface RotateFromShellOptions {
  /** Environment that the product itself would start with. */
  readonly env: Environment;
  /** Makes the new key, too: for keys that standalone made itself. AceBuddy must be stopped. */
  readonly withNewKey: boolean;
  readonly logger: Logger;
  readonly say: (line: string) => void;
  readonly onProgress?: RotateOptions['onProgress'];
}

/**
 * `pnpm keys:rotate`. Tells for every store which key seals how much before and afterwards. True when everything is sealed
 * with the first key; false when something could not be opened or was in use, which is named.
 *
 * @throws `ConfigError` when stores or keys are not there or do not fit, before anything is changed
 * @throws `STORE_UNAVAILABLE` when a new key is asked for while AceBuddy runs
 */
export async function rotateFromShell(options: RotateFromShellOptions): Promise<boolean> {
  const { env, withNewKey } = options;
  // A running AceBuddy knows only the keys that it was started with.
  const keeping = await openKeeping(env);
  try {
    if (!withNewKey) return await rotateAll(options, keeping);
    if (keeping.keyFile === null)
      throw new ConfigError(
        [
          '--new is for the key file that AceBuddy made itself; ENCRYPTION_KEYS is set: put a new key first there (any-new-id:$(openssl rand -base64 32)), keep the others behind it, restart every service, and run this without --new',
        ],
        'COMMAND_REFUSED',
      );
    const lock = await lockDataDir(keeping.dataDir);
    try {
      const key = newEncryptionKey();
      const keys: EncryptionKeys = [key, ...keeping.keys];
      await writeKeyFile(keeping.keyFile, keys);
      options.say(`A new key "${key.id}" is in ${keeping.keyFile}, before the old ones.`);
      return await rotateAll(options, { ...keeping, keys });
    } finally {
      lock.release();
    }
  } finally {
    await keeping.close();
  }
}

async function rotateAll(options: RotateFromShellOptions, keeping: Keeping): Promise<boolean> {
  const { logger, say, onProgress } = options;
  if (!options.withNewKey) await mustBeInUse(keeping);
  const reports = await rotateKeys({ ...keeping, logger, ...(onProgress === undefined ? {} : { onProgress }) });
  const kept = await resealKeeps(keeping.dataDir, keeping.keys);
  const playground = playgroundLines[resealStateFile(keeping.dataDir, keeping.keys)];
  for (const line of [...storeLines(reports), ...keptLines(kept), ...playground]) say(line);
  if (!isDone(reports, kept)) {
    say(
      'NOT DONE: keep every key. What is "busy" is done by another run; what is "unreadable" needs the key that sealed it, or was altered.',
    );
    return false;
  }
  await dropOldKeys(keeping, say);
  return true;
}

/** A service that does not know the new key could not read what is sealed with it from now on. */
async function mustBeInUse({ stores, keys: [active] }: Keeping): Promise<void> {
  const without: string[] = [];
  for (const name of serviceNames)
    if ((await openKeyMarks(stores[name]).load()).marks[active.id] === undefined) without.push(name);
  if (without.length > 0)
    throw new ConfigError(
      [
        `${without.join(', ')} did not start with the key "${active.id}" in the first place yet: restart every service with these ENCRYPTION_KEYS, so that all can read what is sealed with it, and run this again`,
      ],
      'COMMAND_REFUSED',
    );
}

function isDone(reports: RotationReport, kept: KeepsReport): boolean {
  return (
    kept.unreadable.length === 0 && Object.values(reports).every(({ busy, unreadable }) => busy + unreadable === 0)
  );
}

async function dropOldKeys({ keys, keyFile }: Keeping, say: (line: string) => void): Promise<void> {
  const [active, ...old] = keys;
  const named = old.map(({ id }) => `"${id}"`).join(', ');
  if (old.length === 0) say(`Everything is sealed with "${active.id}".`);
  else if (keyFile === null)
    say(`Everything is sealed with "${active.id}". Take ${named} out of ENCRYPTION_KEYS and restart every service.`);
  else {
    await writeKeyFile(keyFile, [active]);
    say(
      `Everything is sealed with "${active.id}". Nothing is sealed with ${named} any more: taken out of ${keyFile}, of which you keep a new copy.`,
    );
  }
}

function storeLines(reports: RotationReport): string[] {
  return serviceNames.flatMap((name) => {
    const { before, after, resealed, busy, unreadable, unreadableRecords } = reports[name];
    const more = unreadable - unreadableRecords.length;
    return [
      `${name}: before ${show(before)}; after ${show(after)}; ${resealed} sealed anew, ${busy} busy, ${unreadable} unreadable`,
      ...unreadableRecords.map((record) => `  unreadable: ${record}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ];
  });
}

function keptLines({ before, after, resealed, unreadable }: KeepsReport): string[] {
  return [
    `gateway's files: before ${show(before)}; after ${show(after)}; ${resealed} sealed anew, ${unreadable.length} unreadable`,
    ...unreadable.map((file) => `  unreadable: ${file}`),
  ];
}

/** One that no key opens holds back no key: it is invented, and the next start begins it anew. */
const playgroundLines: Readonly<Record<StateReseal, readonly string[]>> = {
  absent: [],
  current: ['playground: sealed with the first key already'],
  resealed: ['playground: sealed anew'],
  unreadable: ['playground: none of the keys opens its chats and mails; the next start begins them anew'],
};

function show(counts: SealedBy): string {
  const entries = Object.entries(counts);
  return entries.length === 0 ? 'nothing' : entries.map(([id, count]) => `"${id}" ${count}`).join(', ');
}

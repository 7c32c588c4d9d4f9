import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { keyFileOf, newEncryptionKey, renderEncryptionKeys } from '../../data-keys.ts';
import type { SetupContext } from '../run-setup.ts';

const newKey = () => randomBytes(24).toString('hex');

/** The keys that are not there yet. One that sealed something already stays: another would not open it. */
export async function makeKeys({ progress, wasSet, dataDir, asker }: SetupContext): Promise<void> {
  const made: Record<string, string> = {};
  const hasOwn = existsSync(keyFileOf(dataDir));
  if (!wasSet('ENCRYPTION_KEYS') && !hasOwn) made.ENCRYPTION_KEYS = renderEncryptionKeys([newEncryptionKey()]);
  if (!wasSet('API_KEYS')) made.API_KEYS = `admin:${newKey()},agent:${newKey()},reader:${newKey()}`;
  if (!wasSet('INTERNAL_TOKEN')) made.INTERNAL_TOKEN = newKey();
  const names = Object.keys(made);
  if (names.length === 0) return;
  progress.set(made);
  asker.say(
    `Keys: ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} made. Keep a copy of ${made.ENCRYPTION_KEYS === undefined && hasOwn ? keyFileOf(dataDir) : 'ENCRYPTION_KEYS'} apart from the data: without it what is stored cannot be read.`,
  );
}

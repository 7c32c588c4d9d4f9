import { hkdfSync } from 'node:crypto';
import { type ApiKey, toApiKey } from '../access/api-keys.ts';
import type { GatewayEnvironment } from '../config.ts';
import { type LocalKey, loadLocalKey } from './local-key-file.ts';

/** The keys that open REST: those of the operator, else the one of this machine. */
export interface DoorKeys {
  readonly apiKeys: readonly ApiKey[];
  /** Null: the operator has configured keys. */
  readonly local: LocalKey | null;
}

export async function loadDoorKeys(
  config: Pick<GatewayEnvironment, 'API_KEYS' | 'ACEBUDDY_LOCAL_KEY'>,
  dataDir: string,
): Promise<DoorKeys> {
  if (config.API_KEYS.length > 0) return { apiKeys: config.API_KEYS, local: null };
  const local = await loadLocalKey(config.ACEBUDDY_LOCAL_KEY, dataDir);
  return { apiKeys: [toApiKey('admin', local.key)], local };
}

/** What sign-ins are signed with; the same wherever the material, a secret of this installation, is the same. */
export function sessionSecretFrom(material: string | Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', material, '', 'acebuddy console sessions', 32));
}

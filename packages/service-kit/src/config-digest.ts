import { createHash } from 'node:crypto';
import { isSecretName } from './secret-names.ts';

/** Fingerprint of the settings that are no secrets: two starts with the same settings have the same one. */
export function digestOfConfig(config: object): string {
  const open = Object.entries(config)
    .filter(([name, value]) => !isSecretName(name) && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(open)).digest('hex').slice(0, 16);
}

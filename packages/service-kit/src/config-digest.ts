import { createHash } from 'node:crypto';

/** Names whose values are credentials or may hold some. */
const secretName = /KEY|TOKEN|SECRET|PASSWORD|HEADERS|URI$|SMTP_URL/i;

/** Fingerprint of the settings that are no secrets: two starts with the same settings have the same one. */
export function digestOfConfig(config: object): string {
  const open = Object.entries(config)
    .filter(([name, value]) => !secretName.test(name) && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(open)).digest('hex').slice(0, 16);
}

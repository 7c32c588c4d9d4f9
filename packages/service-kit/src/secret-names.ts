/** Names whose values are credentials or may hold some. */
const secretName = /KEY|TOKEN|SECRET|PASSWORD|HEADERS|URI$|SMTP_URL/i;

export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Every secret that a program of ours can be given. Named one by one, since an environment holds variables of others that
 * end in `_FILE`, too (`AWS_WEB_IDENTITY_TOKEN_FILE`). A test holds the list to the programs' schemas.
 */
export const secretSettings = [
  'ACEBUDDY_LOCAL_KEY',
  'API_KEYS',
  'DIRECTORY_TOKEN',
  'ENCRYPTION_KEYS',
  'INTERNAL_TOKEN',
  'LLM_API_KEY',
  'MONGODB_URI',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'SALESIQ_PUBLIC_KEYS',
  'SMTP_URL',
  'ZOHO_CLIENT_SECRET',
  'ZOHO_DESK_API_KEY',
  'ZOHO_REFRESH_TOKEN',
] as const;

/** The variable that may name a file with the secret in it. */
export function secretFileOf(name: string): string {
  return `${name}_FILE`;
}

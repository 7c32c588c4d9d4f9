export { placeholders, type Redaction, type RedactOptions, redact, redactText } from './redact.ts';
export type { SecretKind } from './secret.ts';

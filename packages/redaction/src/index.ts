export { type AwaitedSecret, awaitedAfter, awaitedAfterQuestion, awaitedSecrets } from './open-end.ts';
export { placeholders, type Redaction, type RedactOptions, redact, redactText } from './redact.ts';
export { redactId } from './redact-id.ts';
export { createRedactor, type Redactor, type RedactorOptions, type RedactText } from './redactor.ts';
export type { SecretKind } from './secret.ts';

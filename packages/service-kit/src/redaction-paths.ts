/** Names of fields whose values never belong into a log. */
const names = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'internalToken',
  'apiKey',
  'clientSecret',
  'signature',
  'otp',
  'plain',
  'text',
  'message',
  'question',
  'body',
  'email',
  'phone',
  'address',
  'to',
  'from',
  'cc',
  'bcc',
] as const;

const quoted = ['["x-siqsignature"]', '["set-cookie"]', '["x-api-key"]'] as const;

/** pino's wildcards stand for one level each; what is logged is at most three levels deep. */
export const redactionPaths: readonly string[] = [
  ...names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  ...quoted.flatMap((name) => [name, `*${name}`, `*.*${name}`]),
];

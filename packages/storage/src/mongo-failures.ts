import { MongoParseError, MongoServerError } from 'mongodb';

const hints: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/ENOTFOUND|EAI_AGAIN|querySrv|queryTxt/i, 'its host name does not resolve: check the spelling and the DNS'],
  [/ECONNREFUSED/i, 'nothing listens at that host and port: is the server running, and is the port right?'],
  [/certificate|tls|ssl/i, 'the TLS handshake failed: check tls=true/false and the certificate authority (tlsCAFile)'],
  [/ReplicaSetNoPrimary|setName/i, 'no primary was found: check replicaSet=, or add directConnection=true'],
];

/** AuthenticationFailed, Unauthorized, and Atlas' own code for a bad user. */
const authCodes = new Set([18, 13, 8000]);

/** For whatever the driver refuses before it connects. */
export const unusableUri =
  'MONGODB_URI is not a usable connection string: it looks like mongodb://user:password@host:27017/ or mongodb+srv://…, with special characters of the password percent-encoded';

/**
 * A sentence for the operator: which variable, and the likely mistake. The driver's own text may quote the URI, thus
 * the password, so nothing of it is repeated.
 */
export function explainMongoFailure(error: unknown): string {
  if (error instanceof MongoParseError) return unusableUri;
  if (isAuthFailure(error)) {
    return 'MongoDB refused the login of MONGODB_URI: check user, password and authSource';
  }
  const text = `${String(error)} ${causesOf(error)}`;
  const hint = hints.find(([pattern]) => pattern.test(text))?.[1];
  return `MongoDB at MONGODB_URI did not answer: ${hint ?? 'check host, port, firewall or IP access list, and that the server is up'}`;
}

function isAuthFailure(error: unknown): boolean {
  if (error instanceof MongoServerError && typeof error.code === 'number' && authCodes.has(error.code)) return true;
  return /authentication failed/i.test(String(error));
}

function causesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return '';
  const reason = 'reason' in error ? topologyText(error.reason) : '';
  return `${String(error.cause ?? '')} ${reason} ${causesOf(error.cause, depth + 1)}`;
}

function topologyText(reason: unknown): string {
  if (typeof reason !== 'object' || reason === null) return '';
  const type = 'type' in reason ? String(reason.type) : '';
  const servers = 'servers' in reason && reason.servers instanceof Map ? [...reason.servers.values()] : [];
  return [
    type,
    ...servers.map((server: { error?: unknown }) => `${String(server.error)} ${causesOf(server.error, 1)}`),
  ].join(' ');
}

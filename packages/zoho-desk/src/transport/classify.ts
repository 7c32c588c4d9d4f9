import { z } from 'zod';
import { type DeskFailure, type DeskFailureKind, type RefusedField, toFailure } from '../failure.ts';
import type { ExchangeError } from './exchange.ts';

/**
 * What a repeat would do: `read` changes nothing, `repeatable` ends in the same state (status, tags), `create` makes a
 * second one.
 */
type Effect = 'read' | 'repeatable' | 'create';

export interface Call {
  /** For people and metrics, for example `createTicket`. */
  readonly operation: string;
  readonly effect: Effect;
  /** Scopes the call needs (zoho-desk.md §2.5). */
  readonly scopes: string;
}

export const exhaustedMessage =
  'The portal’s API credits of today are used up. Everything waits until Desk’s day ends, or until credits are bought.';
/** A daily limit without a usable `Retry-After`: look again after this long. */
const exhaustedPauseMs = 15 * 60_000;

const errorSchema = z.object({
  errorCode: z.string().min(1).max(100),
  errors: z
    .array(z.object({ fieldName: z.string().catch(''), errorType: z.string().catch('invalid') }))
    .nullish()
    .catch(null),
});

export interface DeskError {
  readonly errorCode: string;
  readonly fields: readonly RefusedField[];
}

/** Desk's error object (zoho-desk.md §6), null when the body is something else. */
export function parseDeskError(body: unknown): DeskError | null {
  const parsed = errorSchema.safeParse(body).data;
  return parsed === undefined
    ? null
    : {
        errorCode: parsed.errorCode,
        fields: (parsed.errors ?? []).map((field) => ({ pointer: field.fieldName, type: field.errorType })),
      };
}

/** Desk's codes, which decide before the status does: the status of some is not documented (§6). */
const kindByCode: Readonly<Record<string, DeskFailureKind>> = {
  UNAUTHORIZED: 'auth',
  INVALID_OAUTH: 'auth',
  SCOPE_MISMATCH: 'auth',
  FORBIDDEN: 'auth',
  OAUTH_ORG_MISMATCH: 'misconfigured',
  LICENSE_ACCESS_LIMITED: 'misconfigured',
  ONLY_LIVECHAT_USER: 'misconfigured',
  INTEGRATION_ADMIN_ERROR: 'misconfigured',
  URL_NOT_FOUND: 'not_found',
  THRESHOLD_EXCEEDED: 'exhausted',
  TOO_MANY_REQUESTS: 'throttled',
  BAD_REQUEST: 'rejected',
  METHOD_NOT_ALLOWED: 'rejected',
  RESOURCE_SIZE_EXCEEDED: 'rejected',
  UNSUPPORTED_MEDIA_TYPE: 'rejected',
  INVALID_DATA: 'rejected',
  UNPROCESSABLE_ENTITY: 'rejected',
  EMPTY_PAYLOAD: 'rejected',
  DUPLICATE_CONTRACT: 'rejected',
};

function kindByStatus(status: number): DeskFailureKind {
  switch (status) {
    case 401:
    case 403:
      return 'auth';
    case 404:
      return 'not_found';
    case 429:
      return 'throttled';
    default:
      return status >= 300 && status < 400 ? 'misconfigured' : 'rejected';
  }
}

export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  readonly now: number;
}

/** An answer that is no success, by the tables of zoho-desk.md §6 to §8. */
export function classifyAnswer(call: Call, { status, body, headers, now }: Refusal): DeskFailure {
  const error = parseDeskError(body);
  const known = error === null ? undefined : kindByCode[error.errorCode];
  // An error that is no refusal, or one that came with a status of success: it may have been done.
  if (known === undefined && (status >= 500 || status === 408 || status < 300)) {
    return lostAnswer(call, error?.errorCode ?? `HTTP_${status}`, status);
  }
  // A redirect is no refusal either: something in between may have passed the request on.
  if (known === undefined && status < 400 && call.effect !== 'read') {
    return { ...lostAnswer(call, `HTTP_${status}`, status), message: redirectMessage(`HTTP_${status}`) };
  }
  // Desk says which record it does not know; a bare 404 is from something in between, or from a wrong address.
  const kind = error === null && status === 404 ? 'misconfigured' : (known ?? kindByStatus(status));
  const code = error?.errorCode ?? `HTTP_${status}`;
  const retryAfterMs = toRetryAfterMs(headers.get('retry-after'), now);
  return toFailure({
    kind,
    code,
    status,
    message: describe(call, kind, code, error?.fields ?? []),
    retryAfterMs: kind === 'exhausted' ? (retryAfterMs ?? exhaustedPauseMs) : retryAfterMs,
    fields: error?.fields ?? [],
  });
}

/** The connection failed (§8, points 3 and 4). */
export function classifyExchangeError(call: Call, error: ExchangeError): DeskFailure {
  if (error.fault === 'foreign_origin') {
    return toFailure({
      kind: 'misconfigured',
      code: error.code,
      message: 'Desk’s address changed: check ZOHO_DESK_URL.',
    });
  }
  if (error.fault === 'not_sent') {
    return toFailure({
      kind: 'unavailable',
      code: error.code,
      message: `Desk could not be reached (${error.code}): check ZOHO_DC, ZOHO_DESK_URL and the network.`,
    });
  }
  return lostAnswer(call, error.code, null);
}

/** A success that cannot be read, a 5xx, a broken connection: for writes the outcome is unknown. */
export function lostAnswer(call: Call, code: string, status: number | null): DeskFailure {
  return toFailure(
    call.effect === 'read'
      ? { kind: 'unavailable', code, status, message: `Desk did not answer ${call.operation} properly (${code}).` }
      : {
          kind: 'unknown_outcome',
          created: 'unknown',
          code,
          status,
          message: `Desk’s answer to ${call.operation} was lost (${code}): it may have been done.`,
        },
  );
}

function describe(call: Call, kind: DeskFailureKind, code: string, fields: readonly RefusedField[]): string {
  switch (kind) {
    case 'auth':
      return code === 'INVALID_OAUTH' || code === 'UNAUTHORIZED' || code === 'HTTP_401'
        ? `Desk refused the access token for ${call.operation}: check ZOHO_REFRESH_TOKEN (or ZOHO_DESK_API_KEY) and ZOHO_DC.`
        : `The token may not do ${call.operation} (${code}): it needs ${call.scopes}, and its user a profile that allows it. Make a new ZOHO_REFRESH_TOKEN with all scopes.`;
    case 'misconfigured':
      return describeMisconfigured(call, code);
    case 'not_found':
      return `Desk knows no such record, or the token’s user may not see it (${call.operation}).`;
    case 'exhausted':
      return exhaustedMessage;
    case 'throttled':
      return 'Too many calls at once for this portal: other programs use its API too. Lower the concurrency of AceBuddy.';
    default:
      return fields.length === 0
        ? `Desk refused ${call.operation} (${code}).`
        : `Desk refused ${call.operation} (${code}): ${fields.map((field) => `${field.pointer} is ${field.type}`).join(', ')}.`;
  }
}

function describeMisconfigured(call: Call, code: string): string {
  switch (code) {
    case 'OAUTH_ORG_MISMATCH':
      return 'ZOHO_DESK_ORG_ID is not the organisation of the token: it is Desk’s number (Setup, Developer space, API), not that of CRM or SalesIQ.';
    case 'LICENSE_ACCESS_LIMITED':
      return `The portal’s edition does not include what ${call.operation} needs.`;
    case 'ONLY_LIVECHAT_USER':
      return 'The token’s user has a live-chat licence only: make ZOHO_REFRESH_TOKEN as a full agent.';
    case 'INTEGRATION_ADMIN_ERROR':
      return 'An integration of the portal refused the call: its administrator has to look at it.';
    case 'HTTP_404':
      return `Desk’s address answers with a page that is not Desk’s (${code}): check ZOHO_DC and ZOHO_DESK_URL.`;
    default:
      return redirectMessage(code);
  }
}

function redirectMessage(code: string): string {
  return `Desk’s address answers with a redirect (${code}): check ZOHO_DC and ZOHO_DESK_URL.`;
}

/** `Retry-After` in seconds or as an HTTP date (§10), in milliseconds from now. */
export function toRetryAfterMs(header: string | null, now: number): number | null {
  if (header === null) {
    return null;
  }
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) && header.trim() !== '' ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 48 * 3_600_000) : null;
}

/**
 * Why a call did not work (zoho-desk.md §6 to §8). `kind` says what to do about it, `created` whether Desk may have done
 * something all the same:
 *
 * - `rejected`: Desk will never take this as it is; `fields` names what it refused.
 * - `auth`: token, scope or profile; a person has to mend it.
 * - `misconfigured`: organisation, edition or address; a person has to mend it.
 * - `not_found`: the record does not exist or the token may not see it.
 * - `throttled`: too many calls at this moment, or no time was left to send it; nothing was done.
 * - `exhausted`: the day's credits are used up; nothing goes out until `retryAfterMs` has passed.
 * - `unavailable`: Desk was not reached, or a read was not answered; nothing was changed.
 * - `unknown_outcome`: a write went out and no usable answer came back. Look before repeating it. The one kind with
 *   `created: 'unknown'`.
 */
export type DeskFailureKind =
  | 'rejected'
  | 'auth'
  | 'misconfigured'
  | 'not_found'
  | 'throttled'
  | 'exhausted'
  | 'unavailable'
  | 'unknown_outcome';

/** One entry of Desk's `errors` list. */
export interface RefusedField {
  /** JSON pointer, for example `/cf/cf_reference`. */
  readonly pointer: string;
  /** Desk's `errorType`: `invalid`, `duplicate` or `missing`. */
  readonly type: string;
}

export interface DeskFailure {
  readonly kind: DeskFailureKind;
  /** `no`: repeating is safe. `unknown`: it may have been done. */
  readonly created: 'no' | 'unknown';
  /** Desk's `errorCode`, or ours for what Desk does not name: `TIMEOUT`, `CONNECTION_REFUSED`, `HTTP_502`… */
  readonly code: string;
  /** HTTP status, when there was an answer. */
  readonly status: number | null;
  /** For the operator: what is wrong and, after a colon, which setting to check. Never customer data. */
  readonly message: string;
  /** Earliest moment at which a repeat makes sense, from now. */
  readonly retryAfterMs: number | null;
  readonly fields: readonly RefusedField[];
}

/** Expected outcomes are values: nothing of this package rejects for something that Desk did. */
export type DeskResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: DeskFailure };

export function succeed<T>(value: T): DeskResult<T> {
  return { ok: true, value };
}

type FailureParts = Pick<DeskFailure, 'kind' | 'code' | 'message'> & Partial<DeskFailure>;

export function toFailure(parts: FailureParts): DeskFailure {
  return { created: 'no', status: null, retryAfterMs: null, fields: [], ...parts };
}

export function fail(parts: FailureParts): { readonly ok: false; readonly failure: DeskFailure } {
  return { ok: false, failure: toFailure(parts) };
}

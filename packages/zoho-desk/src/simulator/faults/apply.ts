import { type Answer, errors } from '../http/answer.ts';
import type { ParsedFaultRule } from './rules.ts';

/** How the answer is put on the wire. */
export type Delivery = 'plain' | 'never' | 'reset' | 'truncated' | 'cut_off' | 'slow_drip' | 'wrong_type';

export interface FaultEffect {
  /** Answer instead of doing anything. */
  readonly instead?: Answer;
  /** Change the answer of what was done. */
  readonly after?: Answer;
  readonly delivery: Delivery;
  readonly revokesToken?: boolean;
}

const html = (status: number): Answer => ({
  status,
  body: `<html><head><title>${status}</title></head><body><h1>Service trouble</h1></body></html>`,
  headers: { 'content-type': 'text/html; charset=utf-8' },
});

/** A rule as what it does to one call of Desk. `latency` and `index_lag` are handled elsewhere. */
export function toFaultEffect(rule: ParsedFaultRule | undefined): FaultEffect {
  const plain = { delivery: 'plain' } as const;
  switch (rule?.kind) {
    case 'hang':
      return { instead: { status: 200 }, delivery: 'never' };
    case 'hang_after':
      return { delivery: 'never' };
    case 'reset_before':
      return { instead: { status: 200 }, delivery: 'reset' };
    case 'reset_after':
      return { delivery: 'reset' };
    case 'error_before':
      return { ...plain, instead: errors.internal(rule.status) };
    case 'error_after':
      return { ...plain, after: errors.internal(rule.status) };
    case 'gateway_before':
      return { ...plain, instead: html(rule.status ?? 502) };
    case 'gateway_after':
      return { ...plain, after: html(rule.status ?? 502) };
    case 'concurrency':
      return { ...plain, instead: errors.concurrency() };
    case 'daily':
      return { ...plain, instead: errors.daily(rule.retryAfterS) };
    case 'token_expired':
      return { ...plain, instead: errors.invalidToken() };
    case 'token_revoked':
      return { ...plain, instead: errors.invalidToken(), revokesToken: true };
    case 'ok_with_error':
      return { ...plain, instead: { ...errors.internal(), status: 200 } };
    case 'html':
      return { ...plain, instead: html(200) };
    case 'mandatory_field':
      return { ...plain, instead: errors.invalid([{ fieldName: rule.field, errorType: 'missing' }]) };
    case 'duplicate_contact':
      return { ...plain, instead: errors.invalid([{ fieldName: '/contact/email', errorType: 'duplicate' }]) };
    case 'redirect':
      return { ...plain, instead: { status: 302, headers: { location: 'https://login.invalid/' } } };
    case 'truncated':
    case 'cut_off':
    case 'slow_drip':
    case 'wrong_type':
      return { delivery: rule.kind };
    default:
      return plain;
  }
}

import { z } from 'zod';

/**
 * What can go wrong on purpose. "Before": nothing was done; "after": it was done and only the answer suffers.
 *
 * - `latency`: the answer comes `delayMs` later; joins with any other kind.
 * - `hang`, `hang_after`: no answer at all.
 * - `reset_before`, `reset_after`: the connection is reset.
 * - `error_before`, `error_after`: 5xx (`status`, default 500) with Desk's error body.
 * - `gateway_before`, `gateway_after`: 5xx (default 502) with an HTML page, as proxies send it.
 * - `concurrency`, `daily`: the two kinds of 429; `daily` with `retryAfterS`.
 * - `token_expired`: 401 once, the token stays good. `token_revoked`: this token is dead from now on.
 * - `ok_with_error`: status 200 with an error in the body. `html`: status 200 with a page, nothing done.
 * - `mandatory_field`, `duplicate_contact`: the two 422 that portals' settings cause.
 * - `truncated`: half of the JSON. `cut_off`: half of the answer, then a reset. `slow_drip`: a few bytes every `delayMs`.
 * - `wrong_type`: the JSON, called `text/html`. `redirect`: 302 to another host, nothing done.
 * - `access_denied`: the accounts server's throttle. `index_lag`: the search index stands still while the rule lives.
 */
export const faultKinds = [
  'latency',
  'hang',
  'hang_after',
  'reset_before',
  'reset_after',
  'error_before',
  'error_after',
  'gateway_before',
  'gateway_after',
  'concurrency',
  'daily',
  'token_expired',
  'token_revoked',
  'ok_with_error',
  'html',
  'mandatory_field',
  'duplicate_contact',
  'truncated',
  'cut_off',
  'slow_drip',
  'wrong_type',
  'redirect',
  'access_denied',
  'index_lag',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One rule of the switchboard. Without `times`, `rate` and `script` it hits every matching call until it is removed. */
export const faultRuleSchema = z.strictObject({
  kind: z.enum(faultKinds),
  /** `operationId`s; `refreshToken` is the accounts server. Default: every operation of Desk, not the accounts server. */
  operations: z.array(z.string().max(50)).min(1).max(50).optional(),
  /** Let this many matching calls pass first. */
  skip: z.number().int().min(0).default(0),
  /** Hit this many calls, then never again. */
  times: z.number().int().min(1).optional(),
  /** Hit each call with this probability. */
  rate: z.number().min(0).max(1).optional(),
  /** One character a call: `x` hits, `.` passes; after its end the rule is spent. */
  script: z
    .string()
    .regex(/^[x.]{1,10000}$/)
    .optional(),
  delayMs: z.number().int().min(0).max(600_000).default(1_000),
  status: z.number().int().min(500).max(599).optional(),
  retryAfterS: z.number().int().min(0).max(86_400).default(60),
  /** JSON pointer that `mandatory_field` complains about. */
  field: z.string().max(100).default('/cf/cf_severity'),
});
export type FaultRule = z.input<typeof faultRuleSchema>;
export type ParsedFaultRule = z.output<typeof faultRuleSchema>;

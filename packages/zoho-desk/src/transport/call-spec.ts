import type { Client, Middleware } from 'openapi-fetch';
import type { z } from 'zod';
import { type DeskResult, succeed } from '../failure.ts';
import type { paths } from '../generated/desk-openapi.ts';
import { type Call, classifyAnswer, lostAnswer, parseDeskError } from './classify.ts';
import { parseJson } from './json.ts';

type DeskApi = Client<paths>;

/** What every request carries; spread it into the options of the generated client's call. */
export interface CallInit {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly parseAs: 'text';
  readonly middleware: Middleware[];
}

/** What the generated client makes of an HTTP answer: `data` is the text of a success, `error` what a refusal said. */
export interface Answer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** One kind of call: how it is sent and how its answer is read. */
export interface CallSpec<Schema extends z.ZodType> extends Call {
  /** What an answer without a body (204) means; absent: it is not a success. */
  readonly empty?: z.output<Schema>;
  readonly schema: Schema;
  /** Leaves the `orgId` header out. */
  readonly withoutOrg?: boolean;
  send(api: DeskApi, init: CallInit): Promise<Answer>;
}

/** An answer as outcome. Errors hide behind status 200 at times, so the body is asked first (zoho-desk.md §6). */
export function interpret<Schema extends z.ZodType>(
  spec: CallSpec<Schema>,
  { data, error, response }: Answer,
  now: number,
): DeskResult<z.output<Schema>> {
  const { status, headers } = response;
  const body = typeof data === 'string' ? parseJson(data) : error;
  if (!response.ok || parseDeskError(body) !== null) {
    return { ok: false, failure: classifyAnswer(spec, { status, body, headers, now }) };
  }
  if (data === undefined && spec.empty !== undefined) {
    return succeed(spec.empty);
  }
  const parsed = spec.schema.safeParse(body);
  return parsed.success ? succeed(parsed.data) : { ok: false, failure: lostAnswer(spec, 'UNREADABLE_ANSWER', status) };
}

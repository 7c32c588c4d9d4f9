import { previewPrefix } from '../session-key.ts';
import type { ZobotResponse } from '../zobot-response.ts';
import { classify } from './classify.ts';
import { type ConversationStatus, toConversationStatus } from './conversation-status.ts';
import type { SalesiqFailure, SalesiqOutcome } from './outcome.ts';
import { readCapped } from './read-capped.ts';

export interface SalesiqClientOptions {
  /** Scheme, host and port, without a path; see `salesiqOriginOf`. */
  readonly origin: string;
  /** The portal's screen name (`SALESIQ_SCREEN_NAME`). */
  readonly screenName: string;
  /**
   * A valid access token. Called again with the token that SalesIQ did not accept, so that the source can tell whether it
   * has a newer one already.
   */
  readonly accessToken: (rejected?: string) => Promise<string>;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  readonly answerBytesMax?: number;
  /** The documentation does not say which (salesiq.md §5.2). */
  readonly closeMethod?: 'POST' | 'PUT';
  /** Once for each HTTP request. */
  readonly onCall?: (report: SalesiqCallReport) => void;
}

/** One HTTP request that was made, for the log and traces. */
export interface SalesiqCallReport {
  readonly method: string;
  /** Its template below the portal's root, without ids. */
  readonly path: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  /** `ok`, or why it failed. */
  readonly outcome: 'ok' | SalesiqFailure['reason'];
  readonly durationMs: number;
}

/** The calls of SalesIQ's REST API v2 that the product makes (salesiq.md §5 and §6). None of them throws. */
export interface SalesiqClient {
  /** Finishes a `pending` turn. SalesIQ takes one response per call of the bot, within `callbackWindowMs`. */
  respond(callbackId: string, response: ZobotResponse): Promise<SalesiqOutcome<void>>;
  /** Tells a waiting customer that it takes a little longer. */
  progress(callbackId: string, text: string): Promise<SalesiqOutcome<void>>;
  /** Says something as the operator who owns the token. */
  sendMessage(conversationId: string, text: string): Promise<SalesiqOutcome<void>>;
  addNote(conversationId: string, text: string): Promise<SalesiqOutcome<void>>;
  close(conversationId: string): Promise<SalesiqOutcome<void>>;
  readConversation(conversationId: string): Promise<SalesiqOutcome<ConversationStatus>>;
}

/** A callback must arrive less than three minutes after the call that it answers (salesiq.md §6). */
export const callbackWindowMs = 3 * 60_000;

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v2/{screenName}/`; each segment is encoded. */
  readonly path: readonly string[];
  readonly body?: unknown;
}

export function createSalesiqClient(options: SalesiqClientOptions): SalesiqClient {
  const send = createSender(options);
  const act = async (call: Call): Promise<SalesiqOutcome<void>> => {
    const outcome = await send(call);
    return outcome.ok ? { ok: true, data: undefined } : outcome;
  };
  return {
    respond: (callbackId, response) =>
      act({ method: 'POST', path: ['callbacks', callbackId, 'response'], body: response }),
    progress: (callbackId, text) =>
      act({ method: 'POST', path: ['callbacks', callbackId, 'progress'], body: { text } }),
    sendMessage: (id, text) => act({ method: 'POST', path: ['conversations', id, 'messages'], body: { text } }),
    addNote: (id, text) => act({ method: 'POST', path: ['conversations', id, 'notes'], body: { notes: text } }),
    close: (id) => act({ method: options.closeMethod ?? 'POST', path: ['conversations', id, 'close'] }),
    readConversation: async (id) => {
      const outcome = await send({ method: 'GET', path: ['conversations', id] });
      return outcome.ok ? { ok: true, data: toConversationStatus(outcome.data) } : outcome;
    },
  };
}

function createSender(options: SalesiqClientOptions): (call: Call) => Promise<SalesiqOutcome<unknown>> {
  return async (call) => {
    if (call.path.some((segment) => segment.startsWith(previewPrefix))) return previewFailure;
    if (call.path.some((segment) => /^\.*$/.test(segment))) return badIdFailure;
    const token = await tokenOr(options.accessToken());
    if (typeof token !== 'string') return token;
    const first = await attempt(options, call, token);
    if (first.ok || first.reason !== 'token') return first;
    const fresh = await tokenOr(options.accessToken(token));
    return typeof fresh === 'string' ? await attempt(options, call, fresh) : fresh;
  };
}

async function attempt(options: SalesiqClientOptions, call: Call, token: string): Promise<SalesiqOutcome<unknown>> {
  const { fetch: send = fetch, timeoutMs = 5_000, answerBytesMax = 1_048_576 } = options;
  const path = ['api', 'v2', options.screenName, ...call.path].map(encodeURIComponent).join('/');
  const headers = { authorization: `Zoho-oauthtoken ${token}`, accept: 'application/json' };
  const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
  const startedAt = performance.now();
  let status: number | null = null;
  const told = (outcome: SalesiqOutcome<unknown>): SalesiqOutcome<unknown> => {
    options.onCall?.({
      method: call.method,
      path: templateOf(call),
      status,
      outcome: outcome.ok ? 'ok' : outcome.reason,
      durationMs: performance.now() - startedAt,
    });
    return outcome;
  };
  try {
    const response = await send(new URL(`/${path}`, options.origin), {
      method: call.method,
      headers: call.body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    const text = await readCapped(response, answerBytesMax);
    return told(classify({ status, retryAfter: response.headers.get('retry-after'), text }));
  } catch (error) {
    return told(toNetworkFailure(error, call.method));
  }
}

/** The id stands second in every path. */
function templateOf({ path }: Call): string {
  return `/${path.with(1, '{id}').join('/')}`;
}

const previewFailure: SalesiqFailure = {
  ok: false,
  reason: 'preview',
  effect: 'none',
  retryable: false,
  message: 'a preview chat has no REST API',
};

/** Dots would be read as a way up in the address. */
const badIdFailure: SalesiqFailure = {
  ok: false,
  reason: 'rejected',
  effect: 'none',
  retryable: false,
  message: 'not an id of SalesIQ',
};

async function tokenOr(token: Promise<string>): Promise<string | SalesiqFailure> {
  try {
    return await token;
  } catch (error) {
    return {
      ok: false,
      reason: 'token',
      effect: 'none',
      retryable: true,
      message: error instanceof Error ? error.message : 'no access token',
    };
  }
}

const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** No connection came about, so nothing was said. */
function isUnsent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && unsentCodes.has(String(cause.code));
}

function toNetworkFailure(error: unknown, method: Call['method']): SalesiqFailure {
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  const message = error instanceof Error ? error.message : 'the call failed';
  return {
    ok: false,
    reason: timedOut ? 'timeout' : 'unavailable',
    effect: method === 'GET' || isUnsent(error) ? 'none' : 'possible',
    retryable: true,
    message,
  };
}

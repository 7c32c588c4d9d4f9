/**
 * - `not_sent`: no connection came about, so nothing was done.
 * - `no_answer`: the connection broke before a whole answer was there.
 * - `timeout`: the answer took too long, or the caller gave up.
 * - `too_large`: the answer exceeds the cap and was dropped.
 * - `foreign_origin`: the request would have gone elsewhere than configured; it was not sent.
 */
export type ExchangeFault = 'not_sent' | 'no_answer' | 'timeout' | 'too_large' | 'foreign_origin';

export class ExchangeError extends Error {
  readonly fault: ExchangeFault;
  /** Code of the system or of Node's HTTP client, for example `ECONNREFUSED`. */
  readonly code: string;

  constructor(fault: ExchangeFault, code: string, cause?: unknown) {
    super(`${fault}: ${code}`, cause === undefined ? undefined : { cause });
    this.name = 'ExchangeError';
    this.fault = fault;
    this.code = code;
  }
}

export interface ExchangeOptions {
  /** The only origin that requests may go to. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly bodyBytesMax: number;
}

export type Exchange = (request: Request) => Promise<Response>;

/**
 * One HTTP request and its whole answer, read up to the cap. Redirects are returned, not followed. Rejects with
 * `ExchangeError` only.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  return async (request) => {
    if (new URL(request.url).origin !== options.origin) {
      throw new ExchangeError('foreign_origin', 'FOREIGN_ORIGIN');
    }
    try {
      const response = await options.fetch(request, { redirect: 'manual' });
      const body = await readCapped(response, options.bodyBytesMax);
      const hasBody = body.length > 0 && ![204, 205, 304].includes(response.status);
      return new Response(hasBody ? body : null, { status: response.status, headers: keepHeaders(response.headers) });
    } catch (error) {
      throw toExchangeError(error, request.signal);
    }
  };
}

/** The body was decoded and re-wrapped: what described its old form must go. */
function keepHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) {
    kept.delete(name);
  }
  return kept;
}

async function readCapped(response: Response, bytesMax: number): Promise<string> {
  if (response.body === null) {
    return '';
  }
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      throw new ExchangeError('too_large', 'ANSWER_TOO_LARGE');
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function toExchangeError(error: unknown, signal: AbortSignal): ExchangeError {
  if (error instanceof ExchangeError) {
    return error;
  }
  if (signal.aborted) {
    return new ExchangeError('timeout', 'TIMEOUT', error);
  }
  const causes = causeChain(error);
  const unsent = causes.find(isConnectFailure);
  if (unsent !== undefined) {
    return new ExchangeError('not_sent', unsent.code ?? 'NO_CONNECTION', error);
  }
  return new ExchangeError('no_answer', causes.find((cause) => cause.code !== undefined)?.code ?? 'NO_ANSWER', error);
}

interface Cause {
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

function causeChain(error: unknown): readonly Cause[] {
  const chain: Cause[] = [];
  let current: unknown = error;
  while (current instanceof Error && chain.length < 8) {
    chain.push({
      code: 'code' in current && typeof current.code === 'string' ? current.code : undefined,
      syscall: 'syscall' in current && typeof current.syscall === 'string' ? current.syscall : undefined,
    });
    current = current.cause;
  }
  return chain;
}

const connectCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
]);

/** Refused, unresolved or untrusted: the request itself never left (zoho-desk.md §8, 3). */
function isConnectFailure({ code, syscall }: Cause): boolean {
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    (code !== undefined && (connectCodes.has(code) || code.startsWith('CERT_') || code.startsWith('ERR_TLS_')))
  );
}

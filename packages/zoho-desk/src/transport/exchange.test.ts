import { expect, it } from 'vitest';
import { createExchange, ExchangeError } from './exchange.ts';

const origin = 'https://desk.example';

function exchangeWith(answer: () => Promise<Response>, bodyBytesMax = 100) {
  return createExchange({ origin, fetch: answer, bodyBytesMax });
}

async function faultOf(exchange: Promise<unknown>): Promise<string> {
  const error = await exchange.catch((caught: unknown) => caught);
  return error instanceof ExchangeError ? `${error.fault} ${error.code}` : `no error but ${String(error)}`;
}

const failing = (details: object) => () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), details) }));

it.each([
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'not_sent ECONNREFUSED'],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'not_sent ENOTFOUND'],
  [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'not_sent EAI_AGAIN'],
  [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'not_sent ETIMEDOUT'],
  [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'not_sent UND_ERR_CONNECT_TIMEOUT'],
  [{ code: 'CERT_HAS_EXPIRED' }, 'not_sent CERT_HAS_EXPIRED'],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'not_sent ERR_TLS_CERT_ALTNAME_INVALID'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'not_sent DEPTH_ZERO_SELF_SIGNED_CERT'],
  [{ code: 'ECONNRESET', syscall: 'read' }, 'no_answer ECONNRESET'],
  [{ code: 'EPIPE', syscall: 'write' }, 'no_answer EPIPE'],
  [{ code: 'UND_ERR_SOCKET' }, 'no_answer UND_ERR_SOCKET'],
  [{ code: 'UND_ERR_HEADERS_TIMEOUT' }, 'no_answer UND_ERR_HEADERS_TIMEOUT'],
  [{}, 'no_answer NO_ANSWER'],
])('tells requests that never left from answers that were lost: %o', async (details, fault) => {
  expect(await faultOf(exchangeWith(failing(details))(new Request(`${origin}/x`)))).toBe(fault);
});

it('calls what the caller’s own signal ended a timeout', async () => {
  const exchange = exchangeWith(failing({ code: 'ECONNRESET' }));
  const request = new Request(`${origin}/x`, { signal: AbortSignal.abort() });
  expect(await faultOf(exchange(request))).toBe('timeout TIMEOUT');
});

it('does not send anything to another origin', async () => {
  let sent = 0;
  const exchange = exchangeWith(() => {
    sent += 1;
    return Promise.resolve(new Response('x'));
  });
  for (const url of ['https://evil.example/x', 'http://desk.example/x', 'https://desk.example:444/x']) {
    expect(await faultOf(exchange(new Request(url)))).toBe('foreign_origin FOREIGN_ORIGIN');
  }
  expect(sent).toBe(0);
});

it('reads up to its cap and not a byte more', async () => {
  const exchange = (bytes: number) => exchangeWith(() => Promise.resolve(new Response('x'.repeat(bytes))), 100);
  expect(await (await exchange(100)(new Request(`${origin}/x`))).text()).toHaveLength(100);
  expect(await faultOf(exchange(101)(new Request(`${origin}/x`)))).toBe('too_large ANSWER_TOO_LARGE');
});

it('reports a body that breaks off as lost', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      controller.error(
        new TypeError('terminated', { cause: Object.assign(new Error('x'), { code: 'UND_ERR_SOCKET' }) }),
      );
    },
  });
  const exchange = exchangeWith(() => Promise.resolve(new Response(body)));
  expect(await faultOf(exchange(new Request(`${origin}/x`)))).toBe('no_answer UND_ERR_SOCKET');
});

it('keeps status and headers, also of answers without a body', async () => {
  const headers = { 'retry-after': '3', 'content-length': '0' };
  const exchange = exchangeWith(() => Promise.resolve(new Response(null, { status: 204, headers })));
  const response = await exchange(new Request(`${origin}/x`));
  expect([response.status, response.headers.get('retry-after'), response.headers.get('content-length')]).toEqual([
    204,
    '3',
    null,
  ]);
});

it('puts characters together that were cut between chunks', async () => {
  const bytes = new TextEncoder().encode('"é"');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) {
        controller.enqueue(Uint8Array.of(byte));
      }
      controller.close();
    },
  });
  const exchange = exchangeWith(() => Promise.resolve(new Response(body)));
  expect(await (await exchange(new Request(`${origin}/x`))).text()).toBe('"é"');
});

import { readCapped } from '../read-capped.ts';

/**
 * `fetch` for an endpoint that is not trusted: no redirects (the request with its key goes to the configured host and
 * nowhere else), and no more than `bytesMax` of answer is ever held.
 */
export function guardFetch(send: typeof fetch, bytesMax: number): typeof fetch {
  return async (input, init) => {
    const response = await send(input, { ...init, redirect: 'error' });
    const { status, statusText, headers } = response;
    const body = await readCapped(response, bytesMax);
    const kept = new Headers({ 'content-type': headers.get('content-type') ?? 'application/json' });
    return new Response(body, { status, statusText, headers: kept });
  };
}

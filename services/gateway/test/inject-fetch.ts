import type { buildApp } from '../src/app.ts';

/** `fetch` into an app that does not listen, for the chat window. */
export function injectFetch(app: Awaited<ReturnType<typeof buildApp>>): typeof fetch {
  return async (input, init) => {
    const response = await app.inject({
      method: (init?.method ?? 'GET') as 'GET' | 'POST',
      url: new URL(String(input)).pathname,
      headers: (init?.headers ?? {}) as Record<string, string>,
      ...(typeof init?.body === 'string' && { payload: init.body }),
    });
    return new Response(response.body, { status: response.statusCode });
  };
}

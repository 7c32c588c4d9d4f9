import type { ConsoleRouter } from '@acebuddy/gateway/console-router';
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client';
import { signIn } from './sign-in.ts';

const url = '/console/api';
/** They wait for other systems: what else the page asks must not wait with them. */
const slow = new Set(['tickets.get', 'system.testDesk', 'system.verifyAudit']);

/** Asks with the cookie of the session; who is not signed in (any more) is led there and comes back to this address. */
const fetchSignedIn: FetchEsque = async (input, init) => {
  const { signal = null, ...rest } = init ?? {};
  const response = await fetch(input, { ...(rest as RequestInit), signal, credentials: 'same-origin' });
  if (response.status === 401) signIn();
  return response;
};

type FetchEsque = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;

const options = { url, methodOverride: 'POST', fetch: fetchSignedIn } as const;

/** The gateway's procedures. Everything is POST: no id and no search of a person stands in an address. */
export const api = createTRPCClient<ConsoleRouter>({
  links: [
    splitLink({
      condition: ({ path }) => slow.has(path),
      true: httpLink(options),
      false: httpBatchLink({ ...options, maxItems: 10 }),
    }),
  ],
});

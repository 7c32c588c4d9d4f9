import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { parseApiKeys } from '../../src/access/api-keys.ts';
import type { ConsoleRouter } from '../../src/console/console-router.ts';
import type { GatewayDeps } from '../../src/deps.ts';
import { type StartedGateway, startGateway } from '../harness.ts';

export const keys = { reader: 'reader-key-0000001', agent: 'agent-key-00000001', admin: 'admin-key-00000001' } as const;
type KeyRole = keyof typeof keys;
export const apiKeys = parseApiKeys(
  Object.entries(keys)
    .map(([role, key]) => `${role}:${key}`)
    .join(','),
);
export const asRole = (role: KeyRole) => ({ authorization: `Bearer ${keys[role]}` });

/** The console's own client, into an app that does not listen. */
export function clientOf({ app }: Pick<StartedGateway, 'app'>, role: KeyRole, headers: Record<string, string> = {}) {
  const call = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(String(url));
    const response = await app.inject({
      method: 'POST',
      url: `${pathname}${search}`,
      headers: { ...(init?.headers as Record<string, string>), ...asRole(role), ...headers },
      ...(typeof init?.body === 'string' && { payload: init.body }),
    });
    return new Response(response.body, { status: response.statusCode });
  };
  const link = httpBatchLink({
    url: 'http://gateway/console/api',
    methodOverride: 'POST',
    maxItems: 10,
    fetch: call as never,
  });
  return createTRPCClient<ConsoleRouter>({ links: [link] });
}

/** A gateway with a key of every role, and a client for each. */
export async function startConsole(overrides: Partial<GatewayDeps> = {}) {
  const gateway = await startGateway({ apiKeys, ...overrides });
  return {
    ...gateway,
    reader: clientOf(gateway, 'reader'),
    agent: clientOf(gateway, 'agent'),
    admin: clientOf(gateway, 'admin'),
  };
}

/** What the page reads of an error. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'OK',
    (error: { data?: { appCode?: string } }) => error.data?.appCode ?? String(error),
  );

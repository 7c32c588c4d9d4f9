import { isIP } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/**
 * The network that a visitor comes from, for caps on what one network may cause: her IPv4 address or her IPv6 subnet, of
 * which one household has many addresses. `told` is what an authenticated caller says, since the connection is its own then;
 * everybody else may say what he likes and is known by his connection. Undefined when nobody can tell.
 */
export function networkOf(
  request: FastifyRequest,
  { isAuthenticated, told }: { readonly isAuthenticated: boolean; readonly told?: string | undefined },
): string | undefined {
  const address = isAuthenticated ? told : request.ip;
  return address === undefined || isIP(address) === 0 ? undefined : rateLimit.normalizeIP(address);
}

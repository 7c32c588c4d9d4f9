import { AppError } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { type Access, type AccessTable, accessOf, accessTable } from './access-table.ts';
import { type Caller, findCaller, mayAct, type Role } from './api-keys.ts';
import { isLocalRequest } from './loopback.ts';

type AccessDeps = Pick<GatewayDeps, 'apiKeys' | 'bindHost' | 'extraRoutes'>;

/** Finds out who calls and refuses what the table does not allow, before a body is read. */
export function registerAccessControl(app: GatewayApp, deps: AccessDeps, limits: RateLimits): void {
  const table: AccessTable = Object.assign({}, accessTable, ...(deps.extraRoutes ?? []).map(({ access }) => access));
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      if (accessOf(table, method, route.url) === undefined) {
        throw new Error(`${method} ${route.url} has no entry in the access table`);
      }
    }
  });
  app.addHook('onRequest', async (request) => {
    const access = request.is404 ? 'public' : accessOf(table, request.method, request.routeOptions.url ?? '');
    request.caller = callerOf(request, deps) ?? null;
    if (!isWebhook(access)) {
      if (request.caller === null) await limits.address(request);
      if (!unlimitedRoutes.has(request.routeOptions.url ?? '')) await limits.total(request);
    }
    if (access === undefined) throw new AppError('FORBIDDEN', 'Nobody may call this.');
    if (isRole(access)) requireRole(request, access, deps);
  });
}

/** Asked by supervisors, who must not take a busy process for a dead one. */
const unlimitedRoutes = new Set(['/health', '/ready']);

/** Webhooks count their callers themselves: they owe SalesIQ a polite answer. */
function isWebhook(access: Access | undefined): boolean {
  return access === 'signed' || access === 'desk';
}

function callerOf(request: FastifyRequest, { apiKeys, bindHost }: AccessDeps): Caller | undefined {
  if (apiKeys.length > 0) return findCaller(apiKeys, request.headers.authorization);
  return isLocalRequest(request, bindHost) ? { role: 'admin', key: 'local' } : undefined;
}

function isRole(access: Access): access is Role {
  return access === 'reader' || access === 'agent' || access === 'admin';
}

function requireRole(request: FastifyRequest, needed: Role, { apiKeys }: AccessDeps): void {
  if (request.caller !== null && mayAct(request.caller.role, needed)) return;
  if (request.caller !== null) {
    throw new AppError('FORBIDDEN', `This needs a key with the role ${needed}; yours is ${request.caller.role}.`);
  }
  if (apiKeys.length > 0) {
    throw new AppError('UNAUTHORIZED', 'Send a valid key as "Authorization: Bearer <key>".');
  }
  throw new AppError(
    'FORBIDDEN',
    'Without configured keys this is served on this machine only, called directly as localhost. Set API_KEYS to open it.',
  );
}

import { AppError } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { type Access, type AccessTable, accessOf, accessTable, isOpenInSimulation } from './access-table.ts';
import { type Caller, findCaller, mayAct, type Role, simulationVisitor } from './api-keys.ts';
import { type ConsoleSessions, sessionCookie } from './console-sessions.ts';
import { createSenders, type Senders } from './senders.ts';

type AccessDeps = Pick<GatewayDeps, 'apiKeys' | 'bindHost' | 'doors' | 'extraRoutes'> & {
  readonly sessions: ConsoleSessions;
};

/**
 * Finds out who calls and refuses what the table does not allow, before a body is read. Who calls is known by what she
 * holds, never by where she seems to be: behind a proxy everybody is on this machine.
 */
export function registerAccessControl(app: GatewayApp, deps: AccessDeps, limits: RateLimits): void {
  const table: AccessTable = Object.assign({}, accessTable, ...(deps.extraRoutes ?? []).map(({ access }) => access));
  const senders = createSenders(deps);
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      if (accessOf(table, method, route.url) === undefined) {
        throw new Error(`${method} ${route.url} has no entry in the access table`);
      }
    }
  });
  app.addHook('onRequest', async (request) => {
    const access = request.is404 ? 'public' : accessOf(table, request.method, request.routeOptions.url ?? '');
    request.caller = await callerOf(request, deps);
    if (!isWebhook(access)) {
      if (request.caller === null) await limits.address(request);
      if (!unlimitedRoutes.has(request.routeOptions.url ?? '')) await limits.total(request);
    }
    if (access === undefined) throw new AppError('FORBIDDEN', 'Nobody may call this.');
    // Webhooks bring their own proof, or look themselves.
    if (!isWebhook(access)) senders.refuseForeignChange(request, { anonymous: access === 'link' });
    if (isRole(access)) {
      senders.refuseForeignRead(request);
      request.caller = allowed(request, access, deps, senders);
    }
  });
}

/** Asked by supervisors, who must not take a busy process for a dead one. */
const unlimitedRoutes = new Set(['/health', '/ready']);

/** Webhooks count their callers themselves: they owe SalesIQ a polite answer. */
function isWebhook(access: Access | undefined): boolean {
  return access === 'signed' || access === 'desk';
}

async function callerOf(request: FastifyRequest, { apiKeys, sessions }: AccessDeps): Promise<Caller | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return findCaller(apiKeys, authorization) ?? null;
  return sessions.read(request.cookies[sessionCookie]);
}

function isRole(access: Access): access is Role {
  return access === 'reader' || access === 'agent' || access === 'admin';
}

/** The caller, if she may; whoever presents a key is held to it. */
function allowed(request: FastifyRequest, needed: Role, { doors }: AccessDeps, senders: Senders): Caller {
  const { caller } = request;
  if (caller !== null && mayAct(caller.role, needed)) return caller;
  const presentsKey = request.headers.authorization !== undefined;
  if (doors.simulated && !presentsKey && isOpenInSimulation(request.routeOptions.url ?? '')) {
    senders.refuseForeignName(request);
    return simulationVisitor;
  }
  if (caller !== null) {
    throw new AppError('FORBIDDEN', `This needs a key with the role ${needed}; yours is ${caller.role}.`);
  }
  throw new AppError(
    'UNAUTHORIZED',
    doors.onlyLocalKey
      ? 'Send the key of this installation as "Authorization: Bearer <key>": ACEBUDDY_LOCAL_KEY, or the file local-key in DATA_DIR.'
      : 'Send a valid key as "Authorization: Bearer <key>".',
  );
}

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts.ts';
import { toFaultEffect } from '../faults/apply.ts';
import type { Switchboard } from '../faults/switchboard.ts';
import type { Limits } from '../limits.ts';
import type { SimulatorSettings } from '../options.ts';
import type { Stats } from '../stats.ts';
import { type Answer, errors } from './answer.ts';
import { deliver } from './deliver.ts';
import { detailRoutes } from './detail-routes.ts';
import type { Query } from './queries.ts';
import type { DeskRoute } from './route.ts';
import { searchRoutes } from './search-routes.ts';
import { settingRoutes } from './setting-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import type { ViewContext } from './ticket-views.ts';

export interface DeskServerDeps {
  readonly accounts: Accounts;
  readonly limits: Limits;
  readonly stats: Stats;
  readonly faults: Switchboard;
  readonly settings: () => SimulatorSettings;
  readonly context: () => ViewContext;
  /** Runs the effect of a request that came with this `sourceId` header. */
  readonly withSource: <T>(sourceId: string | null, effect: () => Promise<T>) => Promise<T>;
}

const routes: readonly DeskRoute[] = [...ticketRoutes, ...searchRoutes, ...detailRoutes, ...settingRoutes];

/** The REST API under `/api/v1`: faults, limits, token, organisation, scope, credits, then the route itself. */
export function registerDesk(app: FastifyInstance, deps: DeskServerDeps): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: `/api/v1${route.path}`,
      exposeHeadRoute: false,
      handler: (request, reply) => serve(deps, route, request, reply),
    });
  }
}

/** True when the path exists with another method: 405 instead of 404. */
export function isDeskPath(path: string): boolean {
  return routes.some((route) => {
    const pattern = route.path.replaceAll(/:\w+/g, '[^/]+');
    return new RegExp(`^/api/v1${pattern}$`).test(path);
  });
}

async function serve(deps: DeskServerDeps, route: DeskRoute, request: FastifyRequest, reply: FastifyReply) {
  const { limits, stats, accounts } = deps;
  const faults = deps.faults.next(route.operation);
  const delayMs = faults.filter((fault) => fault.kind === 'latency').reduce((sum, fault) => sum + fault.delayMs, 0);
  const rule = faults.find((fault) => fault.kind !== 'latency');
  const effect = toFaultEffect(rule);
  stats.begin(route.operation);
  const { hasRoom, leave } = limits.enter();
  // A caller that hung up is waited for by nobody: its place is free, whatever becomes of its call.
  const { socket } = request.raw;
  socket.once('close', leave);
  try {
    if (delayMs > 0) {
      await wait(delayMs);
    }
    if (effect.revokesToken) {
      accounts.revoke(toToken(request) ?? '');
    }
    const done = effect.instead ?? (hasRoom ? await answer(deps, route, request) : errors.concurrency());
    const shown = effect.after !== undefined && done.status < 300 ? effect.after : done;
    const headers = { ...creditHeaders(route, limits), ...shown.headers };
    const how = { delivery: effect.delivery, delayMs: rule?.delayMs ?? 0 };
    stats.end(route.operation, await deliver(request, reply, { ...shown, headers }, how));
  } finally {
    socket.off('close', leave);
    leave();
  }
  return reply;
}

function creditHeaders(route: DeskRoute, limits: Limits): Record<string, string> {
  return {
    'X-Rate-Limit-Request-Weight-v3': String(route.weight),
    'X-Rate-Limit-Remaining-v3': String(limits.remaining()),
  };
}

async function answer(deps: DeskServerDeps, route: DeskRoute, request: FastifyRequest): Promise<Answer> {
  const context = deps.context();
  const refusal = checkCaller(deps, route, request, context.portal.orgId);
  if (refusal !== null) {
    return refusal;
  }
  const retryAfterS = deps.limits.charge(route.weight);
  if (retryAfterS > 0) {
    return errors.daily(retryAfterS);
  }
  const sourceId = request.headers.sourceid;
  return deps.withSource(typeof sourceId === 'string' ? sourceId : null, async () =>
    route.handle({
      params: request.params as Record<string, string>,
      query: request.query as Query,
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      contentType: request.headers['content-type'] ?? '',
      context,
      settings: deps.settings(),
    }),
  );
}

function toToken(request: FastifyRequest): string | null {
  return /^(?:Zoho-oauthtoken|Bearer) (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** zoho-desk.md §1 and §6. A number that is no organisation id at all makes Desk stumble (500). */
function checkCaller(
  { accounts }: DeskServerDeps,
  route: DeskRoute,
  request: FastifyRequest,
  orgId: string,
): Answer | null {
  const token = toToken(request);
  if (token === null) {
    return errors.unauthorized();
  }
  if (!accounts.isValid(token)) {
    return errors.invalidToken();
  }
  const given = request.headers.orgid;
  if (typeof given === 'string' && given !== orgId) {
    return /^\d+$/.test(given) ? errors.org() : errors.internal();
  }
  const isCovered = route.scopes.every((alternatives) => alternatives.some((scope) => accounts.hasScope(scope)));
  return isCovered ? null : errors.scope();
}

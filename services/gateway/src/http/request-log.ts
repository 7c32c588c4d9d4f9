import { type OpenSpan, openSpan, type scopeFromHeaders, withRequestScope } from '@acebuddy/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from './gateway-app.ts';

type LogDeps = Pick<GatewayDeps, 'logger' | 'metrics'> & {
  readonly scopeOf: (headers: Parameters<typeof scopeFromHeaders>[0]) => FastifyRequest['requestScope'];
};

/** Asked every few seconds by machines: not worth a line. */
const quietRoutes = new Set(['/health', '/ready', '/metrics']);

/**
 * Gives every request its id, and every answer a log line and a place in the metrics. Addresses, which may hold tokens, are
 * not logged: the route's pattern is.
 */
export function registerRequestLog(app: GatewayApp, { logger, metrics, scopeOf }: LogDeps): void {
  const requests = metrics.counter({
    name: 'acebuddy_http_requests_total',
    help: 'Answered HTTP requests.',
    labels: ['method', 'route', 'status'],
  });
  const durations = metrics.histogram({
    name: 'acebuddy_http_request_duration_seconds',
    help: 'Time from the receipt of a request to its answer.',
    labels: ['route'],
  });
  // These lines hold nothing that anybody typed, and looking for secrets in them would take longer than writing them.
  const lines = logger.child({}, { redact: [] });
  app.decorateRequest('requestScope');
  app.decorateRequest('receivedAtMs', 0);
  app.decorateRequest('caller', null);
  app.decorateRequest('visitorKey', '');
  app.decorateRequest('span', null);
  app.addHook('onRequest', (request, reply, done) => {
    request.receivedAtMs = performance.now();
    request.requestScope = scopeOf(request.headers);
    const route = routeOf(request);
    request.span = quietRoutes.has(route) ? null : startSpan(request, route);
    if (request.span !== null)
      request.requestScope = { ...request.requestScope, traceparent: request.span.traceparent };
    reply.header('x-request-id', request.requestScope.requestId);
    withRequestScope(request.requestScope, done);
  });
  // Reading the body leaves the scope: its events belong to the socket.
  app.addHook('preValidation', (request, _reply, done) => withRequestScope(request.requestScope, done));
  app.addHook('onResponse', (request, reply, done) => {
    withRequestScope(request.requestScope, () => {
      const route = routeOf(request);
      const durationMs = performance.now() - request.receivedAtMs;
      requests.inc({ method: request.method, route, status: reply.statusCode });
      durations.observe(durationMs / 1_000, { route });
      endSpan(request, reply);
      if (!quietRoutes.has(route)) lines.info(lineOf(request, reply, route, durationMs), 'request');
    });
    done();
  });
}

function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
}

/** Continues the caller's trace; null where no traces are wanted. */
function startSpan({ method, requestScope }: FastifyRequest, route: string): OpenSpan | null {
  return openSpan({
    name: `${method} ${route}`,
    kind: 'server',
    attributes: { 'http.request.method': method, 'http.route': route },
    parent: requestScope.traceparent,
    requestId: requestScope.requestId,
  });
}

function endSpan({ span }: FastifyRequest, { statusCode }: FastifyReply): void {
  span?.end({
    attributes: { 'http.response.status_code': statusCode },
    ...(statusCode < 500 ? {} : { failure: String(statusCode) }),
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply, route: string, durationMs: number) {
  const { caller, method } = request;
  return {
    method,
    route,
    status: reply.statusCode,
    durationMs: Math.round(durationMs),
    ...(caller !== null && { role: caller.role, key: caller.key }),
  };
}

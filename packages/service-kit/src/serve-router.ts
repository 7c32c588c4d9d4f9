import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { errorCodes } from '@acebuddy/contracts';
import type { AnyRouter } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import type { Logger } from 'pino';
import { createBearerCheck } from './credential.ts';
import { drainingCheck } from './draining.ts';
import { type HealthChecks, runChecks } from './health.ts';
import { listen, type RunningServer } from './listen.ts';
import { measureLostLines } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { currentRequestId, scopeFromHeaders, withRequestScope } from './request-scope.ts';
import type { ServiceContext } from './service-trpc.ts';
import { requestBytesMax, trpcPath } from './transport.ts';

export interface ServeRouterOptions {
  readonly router: AnyRouter;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Every call must carry it as bearer token. */
  readonly internalToken: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly checks: HealthChecks;
  /** Aborted: `/ready` answers 503, and every answer ends its connection, so that the caller's next one goes to another replica. */
  readonly draining?: AbortSignal;
  readonly newId?: () => string;
}

const checkTimeoutMs = 2_000;

/** Serves a router under `/trpc` beside `/health` (alive), `/ready` (its dependencies, by name) and `/metrics`. */
export async function serveRouter(options: ServeRouterOptions): Promise<RunningServer> {
  const newId = options.newId ?? randomUUID;
  measureLostLines(options.metrics, options.logger);
  const pages = createPages(options);
  const procedures = createProcedures(options, newId);
  const server = createServer((req, res) => {
    if (options.draining?.aborted) res.setHeader('connection', 'close');
    withRequestScope(scopeFromHeaders(req.headers, newId), () => {
      const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
      if (path.startsWith(`${trpcPath}/`)) return procedures(req, res);
      const page = pages[path];
      if (page === undefined || (req.method !== 'GET' && req.method !== 'HEAD'))
        return refuse(res, 'NOT_FOUND', 'There is nothing here');
      page(res).catch((error: unknown) => {
        options.logger.error({ err: error, path }, 'page failed');
        if (!res.headersSent) refuse(res, 'INTERNAL', 'Something went wrong on our side');
      });
    });
  });
  return listen(server, options);
}

function createProcedures(options: ServeRouterOptions, newId: () => string): RequestListener {
  const isAuthorized = createBearerCheck(options.internalToken);
  const handle = createHTTPHandler({
    router: options.router,
    basePath: `${trpcPath}/`,
    maxBodySize: requestBytesMax,
    allowMethodOverride: true,
    allowBatching: false,
    createContext: async (): Promise<ServiceContext> => ({
      requestId: currentRequestId() ?? newId(),
      logger: options.logger,
      metrics: options.metrics,
    }),
  });
  return (req, res) => {
    if (!isAuthorized(req.headers.authorization))
      return refuse(res, 'UNAUTHORIZED', 'This service wants the INTERNAL_TOKEN');
    if (isTooLarge(req)) return refuse(res, 'PAYLOAD_TOO_LARGE', 'The request is larger than 4 MiB');
    // Answered before its end, thus refused: do not keep the connection for what may still come.
    res.once('finish', () => {
      if (!req.complete) req.destroy();
    });
    handle(req, res);
  };
}

function isTooLarge(req: IncomingMessage): boolean {
  return Number(req.headers['content-length'] ?? 0) > requestBytesMax;
}

type Page = (res: ServerResponse) => Promise<void>;

function createPages({ metrics, checks, draining }: ServeRouterOptions): Readonly<Record<string, Page>> {
  return {
    '/health': async (res) => sendJson(res, 200, { status: 'ok' }),
    '/ready': async (res) => {
      const readiness = await runChecks({ ...checks, ...drainingCheck(draining) }, checkTimeoutMs);
      sendJson(res, readiness.ready ? 200 : 503, readiness);
    },
    '/metrics': async (res) => {
      const text = await metrics.registry.metrics();
      res.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text);
    },
  };
}

/** The error in tRPC's envelope, so that our client reads it like any other. */
function refuse(
  res: ServerResponse,
  code: 'NOT_FOUND' | 'UNAUTHORIZED' | 'PAYLOAD_TOO_LARGE' | 'INTERNAL',
  message: string,
): void {
  const { status, trpc, class: appClass, retryable } = errorCodes[code];
  const data = { code: trpc, httpStatus: status, appCode: code, appClass, retryable, retryAfterMs: null };
  // The body was not read: the connection cannot carry another request.
  res.setHeader('connection', 'close');
  sendJson(res, status, { error: { code: -32_600, message, data } });
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

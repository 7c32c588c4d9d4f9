import { AppError, errorCodes } from '@acebuddy/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import { errorPage } from '../pages/error-page.ts';
import { sendPage } from '../pages/html.ts';
import { textsFor } from '../texts.ts';
import { retryAfterSeconds, toErrorBody } from './error-body.ts';
import { sentenceFor } from './error-sentences.ts';
import type { GatewayApp } from './gateway-app.ts';
import { toAppError } from './to-app-error.ts';

type ErrorDeps = Pick<GatewayDeps, 'logger' | 'now'>;

/** One place turns thrown values into answers: JSON for programs, a page where people look. */
export function registerErrorHandling(app: GatewayApp, deps: ErrorDeps): void {
  app.setErrorHandler((error, request, reply) => sendError(deps, error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const nothing = new AppError('NOT_FOUND', 'There is nothing at this address. /docs lists what is.');
    return sendError(deps, nothing, request, reply);
  });
}

export function sendError(
  deps: ErrorDeps,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = toAppError(thrown);
  const { status } = errorCodes[error.code];
  if (status >= 500)
    deps.logger.error({ err: thrown, code: error.code, route: request.routeOptions.url }, 'request failed');
  const seconds = retryAfterSeconds(error);
  if (seconds !== undefined) reply.header('retry-after', seconds);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const { requestId } = request.requestScope;
  reply.code(status).header('cache-control', 'no-store').header('x-request-id', requestId);
  if (request.routeOptions.config?.page) {
    return sendPage(
      reply,
      errorPage(
        textsFor(request.headers['accept-language']),
        status,
        sentenceFor(error.code, error.message),
        requestId,
      ),
    );
  }
  // Past the serialiser of the route: its schemas describe the routes' own answers.
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(toErrorBody(error, requestId, deps.now())));
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenSpan } from '@acebuddy/service-kit';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Caller } from '../access/api-keys.ts';

/** Fastify with zod schemas: they validate requests, shape answers and make the API description. */
export type GatewayApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Travels with the request through every service and log line; in every answer's `x-request-id`. */
    requestScope: { readonly requestId: string; readonly traceparent?: string | undefined };
    /** Null where no traces are wanted. */
    span: OpenSpan | null;
    /** `performance.now()` at receipt. */
    receivedAtMs: number;
    /** Who calls, once that is known. */
    caller: Caller | null;
    /** Length of a JSON body that REST takes; 0 for every other. */
    bodyChars: number;
    /** Whose messages are counted together. */
    visitorKey: string;
  }
  interface FastifyContextConfig {
    /** Errors of this route are shown to people: a page instead of JSON. */
    page?: boolean;
  }
}

import { AppError } from '@acebuddy/contracts';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../access/loopback.ts';
import type { LimitSettings } from '../deps.ts';
import type { GatewayApp } from './gateway-app.ts';

/** Each throws `RATE_LIMITED` with the time until it makes sense to come back. */
export interface RateLimits {
  total(request: FastifyRequest): Promise<void>;
  /** For callers that did not authenticate: SalesIQ sends all its visitors from a few addresses. */
  address(request: FastifyRequest): Promise<void>;
  /** By `request.visitorKey`. */
  visitor(request: FastifyRequest): Promise<void>;
}

const timeWindow = 60_000;
/** Most keys that are remembered; the least recently seen is forgotten first. */
const keysMax = { visitor: 20_000, address: 10_000 } as const;

export async function createRateLimits(app: GatewayApp, settings: LimitSettings): Promise<RateLimits> {
  await app.register(rateLimit, { global: false });
  const { normalizeIP } = rateLimit;
  const create = (max: number, cache: number, keyGenerator: (request: FastifyRequest) => string) => {
    // The types leave `cache` out; the store of each limit is made with it.
    const options = { max, timeWindow, cache, keyGenerator };
    return app.createRateLimit(options);
  };
  const total = create(settings.total, 1, () => 'all');
  const visitor = create(settings.perVisitor, keysMax.visitor, (request) => request.visitorKey);
  const address = create(settings.perAddress, keysMax.address, (request) => normalizeIP(request.ip));
  return {
    total: async (request) => refuseBeyond(await total(request)),
    visitor: async (request) => refuseBeyond(await visitor(request)),
    address: async (request) => {
      if (!isLoopback(request.ip)) refuseBeyond(await address(request));
    },
  };
}

type Count = Awaited<ReturnType<ReturnType<GatewayApp['createRateLimit']>>>;

function refuseBeyond(count: Count): void {
  if (count.isAllowed || !count.isExceeded) return;
  throw new AppError('RATE_LIMITED', `Too many requests. Try again in ${count.ttlInSeconds} s.`, {
    retryAfterMs: count.ttl,
  });
}

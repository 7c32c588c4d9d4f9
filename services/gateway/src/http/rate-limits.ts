import { AppError } from '@acebuddy/contracts';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { simulationVisitor } from '../access/api-keys.ts';
import { isForwarded } from '../access/forwarded.ts';
import { isLoopback } from '../access/loopback-address.ts';
import type { GatewayDeps } from '../deps.ts';
import { createCharacterLimit } from './character-limit.ts';
import type { GatewayApp } from './gateway-app.ts';

/**
 * Each counts one request and the characters that somebody wrote in it, and throws `RATE_LIMITED` with the time until it makes
 * sense to come back.
 */
export interface RateLimits {
  total(request: FastifyRequest, chars?: number): Promise<void>;
  /** For callers that did not authenticate: SalesIQ sends all its visitors from a few addresses. */
  address(request: FastifyRequest, chars?: number): Promise<void>;
  /** By `request.visitorKey`. */
  visitor(request: FastifyRequest, chars?: number): Promise<void>;
}

const timeWindow = 60_000;
/** Most keys that are remembered; the least recently seen is forgotten first. */
const keysMax = { visitor: 20_000, address: 10_000 } as const;

type LimitDeps = Pick<GatewayDeps, 'limits' | 'doors' | 'trustProxy'>;

export async function createRateLimits(app: GatewayApp, deps: LimitDeps): Promise<RateLimits> {
  const { limits: settings } = deps;
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
  const characters = (max: number, keys: number) =>
    createCharacterLimit({ max, windowMs: timeWindow, keysMax: keys, now: () => performance.now() });
  const totalChars = characters(settings.totalChars, 1);
  const visitorChars = characters(settings.perVisitorChars, keysMax.visitor);
  const addressChars = characters(settings.perAddressChars, keysMax.address);
  const isExempt = (request: FastifyRequest) => isNearby(request, deps);
  const isAnonymous = ({ caller }: FastifyRequest) => caller === null || caller === simulationVisitor;
  app.decorateRequest('bodyChars', 0);
  // REST's bodies, which are there only after the requests were counted. Webhooks know what in theirs somebody wrote.
  app.addHook('preValidation', async (request) => {
    if (isAnonymous(request) && !isExempt(request)) addressChars.take(normalizeIP(request.ip), request.bodyChars);
    totalChars.take('all', request.bodyChars);
  });
  return {
    total: async (request, chars = 0) => {
      refuseBeyond(await total(request));
      totalChars.take('all', chars);
    },
    visitor: async (request, chars = 0) => {
      refuseBeyond(await visitor(request));
      visitorChars.take(request.visitorKey, chars);
    },
    address: async (request, chars = 0) => {
      if (isExempt(request)) return;
      refuseBeyond(await address(request));
      addressChars.take(normalizeIP(request.ip), chars);
    },
  };
}

/**
 * Whoever tries the product out on this machine is not slowed down. Where keys are configured, a key is tried or anything
 * forwards, an address of this machine says nothing about who calls.
 */
function isNearby(request: FastifyRequest, { doors, trustProxy }: LimitDeps): boolean {
  if (!doors.onlyLocalKey || trustProxy !== false || isForwarded(request)) return false;
  const triesKey = request.headers.authorization !== undefined || request.routeOptions.url === '/console/login';
  return !triesKey && isLoopback(request.socket.remoteAddress);
}

type Count = Awaited<ReturnType<ReturnType<GatewayApp['createRateLimit']>>>;

function refuseBeyond(count: Count): void {
  if (count.isAllowed || !count.isExceeded) return;
  throw new AppError('RATE_LIMITED', `Too many requests. Try again in ${count.ttlInSeconds} s.`, {
    retryAfterMs: count.ttl,
  });
}

import { codeOf } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import type { ChatContext } from './chat-context.ts';

export interface Said {
  /** Whose messages are counted together. */
  readonly visitorKey: string;
  readonly isAuthenticated: boolean;
  /** How much was written. */
  readonly chars: number;
}

/**
 * Whether this message may pass. Callers that did not authenticate are counted by address as well; signed traffic is not,
 * because SalesIQ sends all its visitors from a few addresses.
 */
export async function isWithinLimits(
  { rateLimits }: ChatContext,
  request: FastifyRequest,
  { visitorKey, isAuthenticated, chars }: Said,
): Promise<boolean> {
  request.visitorKey = visitorKey;
  try {
    if (!isAuthenticated) await rateLimits.address(request, chars);
    await rateLimits.visitor(request, chars);
    // Last: whoever is refused by her own limit takes nothing from all others.
    await rateLimits.total(request, chars);
    return true;
  } catch (error) {
    if (codeOf(error) === 'RATE_LIMITED') return false;
    throw error;
  }
}

import { AppError, errorCodes, isAppError } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { inTime } from '../channels/in-time.ts';
import { type ServiceName, serviceNames } from './console-schemas.ts';

/** Milliseconds that a page waits for one answer of one service. */
const answerMsMax = 3_000;

/** Questions to several services for one page: those that do not answer are named, and the page is shown all the same. */
export interface Round {
  /**
   * The answer, or `otherwise` when there is none in time.
   * @throws AppError what the service refused: it did answer.
   */
  ask<T, F>(service: ServiceName, call: () => Promise<T>, otherwise: F, limitMs?: number): Promise<T | F>;
  /** In a fixed order. */
  unavailable(): ServiceName[];
}

export function createRound(logger: Logger): Round {
  const silent = new Set<ServiceName>();
  return {
    async ask(service, call, otherwise, limitMs = answerMsMax) {
      const outcome = await inTime(call(), limitMs);
      if (outcome.kind === 'done') return outcome.value;
      if (outcome.kind === 'failed' && isRefusal(outcome.error)) throw outcome.error;
      silent.add(service);
      const err = outcome.kind === 'failed' ? outcome.error : undefined;
      logger.warn({ service, ...(err === undefined ? { limitMs } : { err }) }, 'a page is shown without this service');
      return otherwise;
    },
    unavailable: () => serviceNames.filter((name) => silent.has(name)),
  };
}

function isRefusal(error: unknown): boolean {
  return isAppError(error) && errorCodes[error.code].status < 500;
}

/** Like `ask`, where there is nothing to show without the answer. */
export async function answerOf<T>(service: ServiceName, work: Promise<T>): Promise<T> {
  const outcome = await inTime(work, answerMsMax);
  if (outcome.kind === 'done') return outcome.value;
  if (outcome.kind === 'failed') throw outcome.error;
  throw new AppError('UPSTREAM_TIMEOUT', `The ${service} service did not answer within ${answerMsMax} ms.`);
}

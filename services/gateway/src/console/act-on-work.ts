import { type AppError, failureClassOf } from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import type { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { sentenceFor } from '../http/error-sentences.ts';
import { toAppError } from '../http/to-app-error.ts';
import { type ServiceName, serviceNames, type WorkResult, type workKeysSchema } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { answerOf } from './round.ts';

export type WorkAct = 'retryOutbox' | 'discardOutbox';

/**
 * Has pieces of work tried again, or dropped, each for itself: one that fails does not stop the others. A service that does
 * not answer is not asked for every single one of many.
 */
export async function actOnWork(
  deps: GatewayDeps,
  { caller }: ConsoleContext,
  act: WorkAct,
  { items, reason }: z.output<typeof workKeysSchema>,
): Promise<WorkResult> {
  const told = redactText(reason);
  const results = await Promise.all(
    serviceNames.map(async (service) => {
      const ids = new Set(items.filter((item) => item.service === service).map(({ id }) => id));
      let away: AppError | null = null;
      const failed: WorkResult['failed'] = [];
      for (const id of ids) {
        if (away === null)
          try {
            await answerOf(service, deps[service][act]({ id, reason: told, actor: caller }));
            continue;
          } catch (error) {
            const failure = toAppError(error);
            failed.push(toFailed(service, id, failure));
            if (isAway(failure)) away = failure;
            continue;
          }
        failed.push(toFailed(service, id, away));
      }
      return { done: ids.size - failed.length, failed };
    }),
  );
  return {
    done: results.reduce((sum, { done }) => sum + done, 0),
    failed: results.flatMap(({ failed }) => failed),
  };
}

function toFailed(service: ServiceName, id: string, { code, message }: AppError): WorkResult['failed'][number] {
  return { service, id, reason: sentenceFor(code, message) };
}

/** A conflict is about one piece alone. */
function isAway(failure: AppError): boolean {
  return failure.code !== 'CONFLICT' && failureClassOf(failure) === 'passing';
}

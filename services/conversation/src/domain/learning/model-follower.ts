import { AppError } from '@acebuddy/contracts';
import { type Readings, UnfitModelError } from '@acebuddy/detection/learn';
import type { Logger } from '@acebuddy/service-kit';
import type { Models } from './models.ts';

export interface FollowerDeps {
  readonly models: Pick<Models, 'state' | 'bytes'>;
  readonly readings: Pick<Readings, 'use' | 'check'>;
  readonly logger: Logger;
}

/** Brings this process to the model that is in force for all of them. */
export interface ModelFollower {
  /** Looks which model is in force, and reads with it from now on. */
  follow(): Promise<void>;
  /** Why this process cannot use the model in force; null: it does. */
  refused(): string | null;
  /** @throws AppError `UNPROCESSABLE` when this process could not use the model; it goes on with what it has */
  check(id: number): Promise<void>;
}

export function createModelFollower({ models, readings, logger }: FollowerDeps): ModelFollower {
  /** What was looked at last: the shipped one at a start. */
  let seen: number | null = null;
  let refused: string | null = null;
  return {
    async follow() {
      const { active } = await models.state();
      if (active === seen) return;
      try {
        readings.use(active === null ? null : await models.bytes(active));
        refused = null;
        logger.info({ model: active }, 'messages are read with another model');
      } catch (error) {
        // The store does not answer: the next look finds the same.
        if (error instanceof AppError && error.code === 'STORE_UNAVAILABLE') throw error;
        refused = reasonOf(error);
        logger.error({ err: error, model: active }, 'the model in force cannot be used, and the one before stays');
      }
      seen = active;
    },
    refused: () => refused,
    async check(id) {
      try {
        readings.check(await models.bytes(id));
      } catch (error) {
        throw new AppError('UNPROCESSABLE', `${reasonOf(error)}. Train again.`, { cause: error });
      }
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof UnfitModelError) return error.message;
  return error instanceof AppError ? error.message.replace(/\.$/, '') : 'The model cannot be read';
}

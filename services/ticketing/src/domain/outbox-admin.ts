import { AppError, type OutboxItem } from '@acebuddy/contracts';
import type { Logger } from 'pino';
import type { Ledger } from '../ports.ts';
import type { Completions } from './completions.ts';

export interface OutboxAdminDeps {
  readonly ledger: Ledger;
  readonly completions: Completions;
  readonly wake: () => void;
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface OutboxAdmin {
  /** Work that waits or was given up, oldest first. */
  listOutbox(input: {
    after?: string | undefined;
    limit: number;
    which?: 'all' | 'dead' | undefined;
  }): Promise<{ items: OutboxItem[]; next: string | null }>;
  /** Throws `NOT_FOUND` when nothing of that id has been given up. */
  retryOutbox(id: string): Promise<void>;
  discardOutbox(id: string, reason: string | undefined): Promise<void>;
}

/** What a person can do with work that was given up. */
export function createOutboxAdmin({ ledger, completions, wake, now, logger }: OutboxAdminDeps): OutboxAdmin {
  return {
    listOutbox: async ({ after, limit, which }) => {
      const { items, next } = await ledger.listOutbox(after ?? null, limit, which);
      return { items: [...items], next };
    },
    retryOutbox: async (id) => {
      if (!(await ledger.retry(id, now().getTime()))) throw nothingGivenUp();
      logger.info({ stepId: id }, 'a person has this work tried again');
      wake();
    },
    discardOutbox: async (id, reason) => {
      if (!(await ledger.discard(id, reason ?? 'dropped by a person', now().getTime()))) throw nothingGivenUp();
      completions.notify(id);
      logger.warn({ stepId: id }, 'a person dropped this work');
    },
  };
}

function nothingGivenUp(): AppError {
  return new AppError('NOT_FOUND', 'No given-up work has this id');
}

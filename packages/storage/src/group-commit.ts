import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './prepared.ts';
import { atOnce, transaction } from './transaction.ts';

/** Runs a body in a write transaction; resolves once it is on the disk, and rejects with what the body threw. */
export type GroupCommit = <T>(run: () => T) => Promise<T>;

interface Waiting {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes that arrive in one round of the event loop share one transaction, and so one sync of the disk, which costs as
 * much as everything else a message needs. Each body is all or nothing by itself and sees what those before it wrote;
 * nobody is told "written" before the sync.
 */
export function createGroupCommit(db: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    try {
      const outcomes = transaction(db, () => group.map((one) => ({ one, outcome: attempt(db, one.run) })));
      for (const { one, outcome } of outcomes) {
        if (outcome.ok) one.resolve(outcome.value);
        else one.reject(outcome.error);
      }
    } catch (error) {
      for (const one of group) one.reject(error);
    }
  };
  return <T>(run: () => T) =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ run, resolve: (value) => resolve(value as T), reject });
    });
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** The body behind a savepoint: what it wrote before it threw goes, what others of the group wrote stays. */
function attempt(db: DatabaseSync, run: () => unknown): Outcome {
  prepared(db, 'SAVEPOINT one_of_group').run();
  try {
    const value = atOnce(run);
    prepared(db, 'RELEASE one_of_group').run();
    return { ok: true, value };
  } catch (error) {
    // A full disk rolls back the whole transaction by itself: then nobody's write is there.
    if (!db.isTransaction) throw error;
    prepared(db, 'ROLLBACK TO one_of_group').run();
    prepared(db, 'RELEASE one_of_group').run();
    return { ok: false, error };
  }
}

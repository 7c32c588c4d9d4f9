import type { Logger } from '@acebuddy/service-kit';
import { LruMap } from 'toad-cache';
import type { Directory } from '../ports.ts';
import { DirectoryUnreadable } from './directory/directory-unreadable.ts';

export interface LoggedDirectoryOptions {
  readonly logger: Logger;
  /** What the operator has to look at: the variable that names the directory. */
  readonly source: string;
}

const missesKept = 1_000;
/** A chat asks with every message; one line is enough for it. */
const missAgainMs = 5 * 60_000;

/**
 * Says when somebody is not found, and why nobody is: a customer who is treated as a stranger asks the operator, who would
 * find nothing. The address is a customer's and in no line.
 */
export function logDirectory(directory: Directory, { logger, source }: LoggedDirectoryOptions): Directory {
  const missed = new LruMap<true>(missesKept, missAgainMs);

  function noteMiss(email: string): void {
    const key = email.toLowerCase();
    if (missed.get(key) !== undefined) return;
    missed.set(key, true);
    logger.info({ source }, 'the directory does not know the address of a chat');
  }

  async function told<T>(asking: Promise<T>): Promise<T> {
    try {
      return await asking;
    } catch (error) {
      logger.warn(
        { source, problem: problemOf(error) },
        'the directory did not answer properly: its people are strangers',
      );
      throw error;
    }
  }

  return {
    async find(email) {
      const person = await told(directory.find(email));
      if (person === null) noteMiss(email);
      return person;
    },
    ownersOf: (account) => told(directory.ownersOf(account)),
  };
}

/** Never the message of a stranger's error: it may quote what was asked or answered. */
function problemOf(error: unknown): string {
  if (error instanceof DirectoryUnreadable) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  if (error instanceof RangeError) return 'its answer is too large';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  return `cannot be asked (${code})`;
}

/** A piece of work that somebody had tried again. */
export interface Try {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** Why it had failed before. */
  readonly lastError: string | null;
  /** What it is, and for whom. */
  readonly name: string;
}

/** A try has ended after so long, in milliseconds: no call of a service waits longer. */
const endedMs = 20_000;

/**
 * What a line of the list says of its last try. Work that is tried again leaves the list, and comes back only when it failed.
 *
 * @param fetchedAt When the list was fetched, in milliseconds since 1970.
 */
export function answerOfTry({ at, lastError }: Try, nowError: string | null, fetchedAt: number): string | null {
  if (fetchedAt <= at) return null;
  return nowError === lastError ? 'the same answer' : 'another answer than before';
}

/** Whether the work is done: its line was still away when its try must have ended. */
export const isDone = ({ at }: Try, isListed: boolean, fetchedAt: number): boolean =>
  !isListed && fetchedAt > at + endedMs;

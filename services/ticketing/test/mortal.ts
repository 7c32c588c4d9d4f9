import type { Ledger, NewsFeed, TicketDesk, WatchStore } from '../src/ports.ts';

export interface Ports {
  readonly ledger: Ledger;
  readonly feed: NewsFeed;
  readonly watches: WatchStore;
  readonly desk: TicketDesk;
}

/** How a process ends at one of its awaits: before the call leaves, or after it was done and before anyone knows. */
export type Death = 'before' | 'after';

export interface Mortal {
  readonly ports: Ports;
  /** Resolves when the process has stopped at its call. */
  readonly died: Promise<void>;
  /** Which call it was, for messages. */
  cause(): string | null;
  /** How many calls were made. */
  calls(): number;
  /** Lets a process that only stalled go on. */
  resume(): void;
}

/**
 * The ports of a process that stops dead at its n-th call (counted from 1): the call, and every later one, never comes
 * back. That is `kill -9` as the stores and Desk see it. With `resume` it was only a long pause.
 */
export function createMortal(ports: Ports, nth: number, death: Death): Mortal {
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  const { promise: resumed, resolve: resume } = Promise.withResolvers<void>();
  let calls = 0;
  let cause: string | null = null;

  const guard = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          calls += 1;
          const isFatal = calls === nth;
          const isDead = cause !== null;
          if (isFatal) cause = `${name}.${String(key)} (${death})`;
          if (isDead || (isFatal && death === 'before')) {
            die();
            await resumed;
          }
          const result: unknown = await member.apply(target, args);
          if (isFatal && death === 'after') {
            die();
            await resumed;
          }
          return result;
        };
      },
    });

  return {
    ports: {
      ledger: guard('ledger', ports.ledger),
      feed: guard('feed', ports.feed),
      watches: guard('watches', ports.watches),
      desk: guardDesk(guard('desk', ports.desk), ports.desk),
    },
    died,
    cause: () => cause,
    calls: () => calls,
    resume,
  };
}

/** The worker lists the desk's methods, which a proxy of an object with getters would show as they are. */
function guardDesk(guarded: TicketDesk, desk: TicketDesk): TicketDesk {
  return Object.fromEntries(Object.keys(desk).map((key) => [key, guarded[key as keyof TicketDesk]])) as never;
}

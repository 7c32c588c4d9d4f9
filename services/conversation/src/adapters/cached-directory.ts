import type { KnownPerson } from '@acebuddy/workflows';
import type { Directory } from '../ports.ts';

export interface CacheOptions {
  readonly now: () => Date;
  readonly keepMs: number;
  /** A directory that does not answer is left alone for this long: the chat must not wait for it with every message. */
  readonly failureKeepMs: number;
  /** So long a message waits; an answer that comes later is there for the next one. */
  readonly waitMs: number;
  readonly entriesMax: number;
}

/** Remembers answers for a short while: one chat asks for the same person with every message. */
export function cacheDirectory(directory: Directory, options: CacheOptions): Directory {
  const kept = new Map<string, { readonly person: KnownPerson | null; readonly until: number }>();
  const asked = new Map<string, Promise<KnownPerson | null>>();

  function keep(key: string, person: KnownPerson | null, keepMs: number): KnownPerson | null {
    kept.delete(key);
    kept.set(key, { person, until: options.now().getTime() + keepMs });
    const oldest = kept.keys().next().value;
    if (kept.size > options.entriesMax && oldest !== undefined) kept.delete(oldest);
    return person;
  }

  function ask(key: string, email: string): Promise<KnownPerson | null> {
    const running = asked.get(key);
    if (running !== undefined) return running;
    const asking = directory
      .find(email)
      .then(
        // Who is unknown now may be known soon: a search is behind, a contact is being made.
        (person) => keep(key, person, person === null ? options.failureKeepMs : options.keepMs),
        () => keep(key, null, options.failureKeepMs),
      )
      .finally(() => asked.delete(key));
    asked.set(key, asking);
    return asking;
  }

  return {
    async find(email) {
      const key = email.toLowerCase();
      const hit = kept.get(key);
      if (hit !== undefined && hit.until > options.now().getTime()) return hit.person;
      return inTime(ask(key, email), options.waitMs);
    },
  };
}

async function inTime(asking: Promise<KnownPerson | null>, waitMs: number): Promise<KnownPerson | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), waitMs);
  return Promise.race([asking, late]).finally(() => clearTimeout(timer));
}

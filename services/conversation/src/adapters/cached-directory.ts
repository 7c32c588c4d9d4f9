import type { KnownPerson } from '@acebuddy/workflows';
import type { Directory } from '../ports.ts';

/** Remembers answers for a short while: one chat asks for the same person with every message. */
export function cacheDirectory(
  directory: Directory,
  options: {
    readonly now: () => Date;
    readonly keepMs: number;
    /** A directory that does not answer is left alone for this long: the chat must not wait for it with every message. */
    readonly failureKeepMs: number;
    readonly entriesMax: number;
  },
): Directory {
  const kept = new Map<string, { readonly person: KnownPerson | null; readonly until: number }>();
  return {
    async find(email) {
      const key = email.toLowerCase();
      const now = options.now().getTime();
      const hit = kept.get(key);
      if (hit !== undefined && hit.until > now) return hit.person;
      const { person, keepMs } = await directory.find(email).then(
        (found) => ({ person: found, keepMs: options.keepMs }),
        () => ({ person: null, keepMs: options.failureKeepMs }),
      );
      kept.delete(key);
      kept.set(key, { person, until: now + keepMs });
      const oldest = kept.keys().next().value;
      if (kept.size > options.entriesMax && oldest !== undefined) kept.delete(oldest);
      return person;
    },
  };
}

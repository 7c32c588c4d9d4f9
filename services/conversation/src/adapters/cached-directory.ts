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
  const people = rememberAnswers(options, directory.find);
  const owners = rememberAnswers(options, directory.ownersOf);
  return {
    find: (email) => people(email.toLowerCase(), email),
    ownersOf: (account) => owners(`${account.by} ${account.value.toLowerCase()}`, account),
  };
}

/** One question and its answers by key. Nothing known, a failure and an answer that is late are all null. */
function rememberAnswers<Q, A>(options: CacheOptions, ask: (question: Q) => Promise<A | null>) {
  const kept = new Map<string, { readonly answer: A | null; readonly until: number }>();
  const asked = new Map<string, Promise<A | null>>();

  function keep(key: string, answer: A | null, keepMs: number): A | null {
    kept.delete(key);
    kept.set(key, { answer, until: options.now().getTime() + keepMs });
    const oldest = kept.keys().next().value;
    if (kept.size > options.entriesMax && oldest !== undefined) kept.delete(oldest);
    return answer;
  }

  function answerTo(key: string, question: Q): Promise<A | null> {
    const running = asked.get(key);
    if (running !== undefined) return running;
    const asking = ask(question)
      .then(
        // What is unknown now may be known soon: a search is behind, a contact is being made.
        (answer) => keep(key, answer, answer === null ? options.failureKeepMs : options.keepMs),
        () => keep(key, null, options.failureKeepMs),
      )
      .finally(() => asked.delete(key));
    asked.set(key, asking);
    return asking;
  }

  return async (key: string, question: Q): Promise<A | null> => {
    const hit = kept.get(key);
    if (hit !== undefined && hit.until > options.now().getTime()) return hit.answer;
    return inTime(answerTo(key, question), options.waitMs);
  };
}

async function inTime<A>(asking: Promise<A | null>, waitMs: number): Promise<A | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), waitMs);
  return Promise.race([asking, late]).finally(() => clearTimeout(timer));
}

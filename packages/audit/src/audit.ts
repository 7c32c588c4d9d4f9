import {
  type Actor,
  AppError,
  type AuditDetails,
  type AuditEntry,
  type AuditKind,
  type AuditPage,
  type DamagedEntry,
} from '@acebuddy/contracts';
import { createKeyedMutex, currentRequestId, type Logger } from '@acebuddy/service-kit';
import { hashOf, notOurSeal, type Sealer } from './chain.ts';
import { beginning } from './follow.ts';
import type { AuditStore } from './ports.ts';
import { type StoredEntry, toKnownKind } from './stored-entry.ts';

/** The newest entry, damaged or not. */
type Head = Pick<StoredEntry, 'seq' | 'hash'>;

export interface AuditEvent {
  readonly kind: AuditKind;
  readonly subject: string;
  readonly actor?: Actor | undefined;
  /** Ids, counts, outcomes; never an address, and no text that somebody typed but an operator's `givenReason`. */
  readonly details?: AuditDetails;
  /** The same key is written once: for events that a crash may make us tell twice. */
  readonly key?: string;
}

/** The audit trail of one service. */
export interface Audit {
  /** Durable when it resolves. Throws when it cannot be written: for acts that must not go unnoticed. */
  append(event: AuditEvent): Promise<void>;
  /** Like `append`, for acts that must go on all the same: a failure is logged. Never rejects. */
  record(event: AuditEvent): Promise<void>;
  list(input: { after: number; limit: number }): Promise<Required<AuditPage>>;
  /** The newest 100 entries about a subject and its parts, oldest first; those that only a newer release knows left out. */
  about(subject: string): Promise<{ items: AuditEntry[] }>;
}

export interface AuditDeps {
  readonly chain: string;
  readonly store: AuditStore;
  readonly sealer: Sealer;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** A race is lost only to a writer who won: that many in a row do not happen. */
const triesMax = 200;
const waitMsMax = 10_000;
const aboutMax = 100;

export function createAudit(deps: AuditDeps): Audit {
  const { chain, store } = deps;
  const mutex = createKeyedMutex();
  /** Where the chain ended when we last looked; other replicas may have gone on since. */
  let head: Head | null = null;

  async function add(event: AuditEvent): Promise<void> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      head ??= await store.last(chain);
      const entry = toEntry(deps, event, head);
      const outcome = await store.insert(entry, event.key ?? null);
      if (outcome === 'taken') {
        head = null;
        continue;
      }
      if (outcome === 'added') head = entry;
      return;
    }
    throw new AppError('STORE_UNAVAILABLE', 'The audit trail could not be written');
  }

  const append = (event: AuditEvent) =>
    mutex.run(
      chain,
      () =>
        add(event).catch((error: unknown) => {
          head = null;
          throw error;
        }),
      waitMsMax,
    );

  return {
    append,
    record: (event) =>
      append(event).catch((error: unknown) => {
        deps.logger.error({ err: error, kind: event.kind }, 'an audit entry could not be written');
      }),
    async list({ after, limit }) {
      const stored = await store.after(chain, after, limit);
      return {
        items: stored.flatMap(({ entry }) => (entry === null ? [] : (toKnownKind(entry) ?? []))),
        next: stored.length < limit ? null : (stored.at(-1)?.seq ?? null),
        damaged: stored.flatMap((one) => damageOf(one, deps.sealer)),
      };
    },
    async about(subject) {
      const stored = await store.about(chain, subject, aboutMax);
      return { items: stored.flatMap(({ entry }) => (entry === null ? [] : (toKnownKind(entry) ?? []))) };
    },
  };
}

/** Found by the entry alone; whether it follows from the one before it is for `verify`. */
function damageOf({ seq, entry, problem }: StoredEntry, sealer: Sealer): DamagedEntry[] {
  if (problem !== null) return [{ seq, problem }];
  if (entry === null) return [];
  if (sealer.isSealed(entry.hash, entry.seal) === false) return [{ seq, problem: notOurSeal }];
  return toKnownKind(entry) === null ? [{ seq, problem: 'it is of a kind that only a newer release knows' }] : [];
}

function toEntry({ chain, now, sealer }: AuditDeps, event: AuditEvent, last: Head | null): AuditEntry {
  const unhashed = {
    chain,
    seq: (last?.seq ?? 0) + 1,
    at: now().toISOString(),
    kind: event.kind,
    actor: event.actor ?? null,
    subject: event.subject.slice(0, 400),
    details: event.details ?? {},
    requestId: currentRequestId() ?? null,
    previous: last?.hash ?? beginning,
  };
  const hash = hashOf(unhashed);
  return { ...unhashed, hash, seal: sealer.seal(hash) };
}

/** For parts that are tested on their own. */
export const noAudit: Audit = {
  append: async () => undefined,
  record: async () => undefined,
  list: async () => ({ items: [], next: null, damaged: [] }),
  about: async () => ({ items: [] }),
};

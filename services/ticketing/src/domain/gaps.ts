import type { Audit } from '@acebuddy/audit';
import { AppError, type DeskConfig } from '@acebuddy/contracts';
import type { Logger } from 'pino';
import type { Gap, GapStore, Lane, Ledger, Step, Stray, TicketDesk } from '../ports.ts';
import { findStrays } from './find-strays.ts';
import { createStepId } from './lanes.ts';
import type { WorkSettings } from './settings.ts';

export interface GapDeps {
  readonly store: GapStore;
  readonly ledger: Pick<Ledger, 'step' | 'laneOfTicket'>;
  readonly desk: TicketDesk;
  readonly config: DeskConfig;
  readonly settings: WorkSettings;
  readonly audit: Pick<Audit, 'record'>;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** Tickets that exist in Desk and not in the store, of all gaps. */
export interface StrayTickets {
  readonly gap: Pick<Gap, 'id' | 'from' | 'until' | 'isMarked' | 'lookedAt' | 'trouble' | 'isSeen'>;
  readonly tickets: readonly Stray[];
}

export interface Gaps {
  /** At every start, before any work: notes the time of which the store may know nothing. */
  begin(): Promise<void>;
  /** This store is worked on. */
  beat(): Promise<void>;
  /** The gap in which this step may have been done without the ledger knowing; null: it certainly was not. */
  about(lane: Lane, step: Step): Promise<Gap | null>;
  /** Looks through the tickets that Desk made in gaps, where that is due. */
  look(): Promise<void>;
  strays(): Promise<readonly StrayTickets[]>;
}

/** A store that rested no longer was restarted. Its pulse is written every few seconds. */
export const restMsMax = 30_000;
/** Callers repeat a request for about three days; chats and their tickets are over before this. */
export const gapDays = 8;
const dayMs = 86_400_000;
/** Looks that failed are repeated less and less often: one may read five hundred tickets, a credit each. */
const lookAgainMs = 60_000;
const lookAgainMsMax = 6 * 3_600_000;
const triesMax = 20;

/**
 * What the store does not know: a store that was put back from a backup is older than Desk. Until the tickets of the gap have
 * been looked at, every request for a ticket is looked for before it is sent; afterwards those that were found there. Everything
 * else that may have been done to a ticket of before is looked for as long as the gap is remembered. Without a gap all of this
 * costs one look into memory.
 */
export function createGaps(deps: GapDeps): Gaps {
  const { store, ledger, now, settings } = deps;
  let known: readonly Gap[] = [];
  let lookNextAt = Number.NEGATIVE_INFINITY;
  let failedLooks = 0;

  const change = async (apply: (gaps: readonly Gap[]) => readonly Gap[]): Promise<void> => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const found = await store.gaps.load();
      const gaps = found?.state ?? [];
      const next = apply(gaps);
      if (next === gaps || (await store.gaps.save(next, found?.version ?? 0))) {
        known = next;
        return;
      }
    }
    throw new AppError('STORE_UNAVAILABLE', 'What is known of restores could not be written');
  };

  return {
    async begin() {
      const at = now().getTime();
      const [last, marks] = await Promise.all([store.pulse.last(), store.marks.list()]);
      await change((gaps) => {
        const kept = gaps.filter(({ until }) => until + gapDays * dayMs > at);
        const marked = marks
          .filter(({ id, at: until }) => until + gapDays * dayMs > at && !gaps.some((gap) => gap.id === id))
          .map((mark) => markedGap(mark, settings));
        const rested =
          marked.length === 0 && last !== null && at - last > restMsMax ? [restGap(last, at, settings)] : [];
        const added = [...marked, ...rested];
        return added.length === 0 && kept.length === gaps.length ? gaps : [...kept, ...added];
      });
      for (const { id, from, at: until } of await store.marks.fresh()) {
        const details = { backupOf: new Date(from).toISOString(), restoredAt: new Date(until).toISOString() };
        await deps.audit.record({ kind: 'store_restored', subject: 'ticketing', key: `restored:${id}`, details });
        await store.marks.heeded(id);
      }
      await store.pulse.beat(at);
    },
    async beat() {
      await store.pulse.beat(now().getTime());
      if (known.length > 0) known = (await store.gaps.load())?.state ?? [];
    },
    async about(lane, step) {
      const gap = known.find((one) => now().getTime() < one.until + gapDays * dayMs && mayHold(one, step));
      if (gap === undefined) return null;
      if (step.kind === 'create' || step.createdAt < gap.until) return gap;
      return (await isOlder(ledger, lane, gap)) ? gap : null;
    },
    async look() {
      const at = now().getTime();
      const due = known.find((gap) => gap.lookedAt === null && gap.surelyAt <= at);
      if (due === undefined || at < lookNextAt) return;
      lookNextAt = at + Math.min(lookAgainMs * 2 ** failedLooks, lookAgainMsMax);
      failedLooks += 1;
      const found = await findStrays(deps, due);
      if (found.trouble === null) {
        lookNextAt = at;
        failedLooks = 0;
      }
      await change((gaps) =>
        // Nothing was made in it that is not known: nobody worked on the store, and that was all.
        !due.isMarked && found.trouble === null && found.strays.length === 0
          ? gaps.filter(({ id }) => id !== due.id)
          : gaps.map((gap) =>
              gap.id === due.id ? { ...gap, ...found, lookedAt: found.trouble === null ? at : null } : gap,
            ),
      );
      if (found.strays.length > 0)
        deps.logger.error(
          { tickets: found.strays.map(({ ticketNumber }) => ticketNumber).slice(0, 50) },
          'Desk has tickets of ours that this store does not know: it was put back from a backup',
        );
    },
    strays: () => straysOf(ledger, known),
  };
}

/** Those that the ledger still does not know. */
export async function straysOf(
  ledger: Pick<Ledger, 'laneOfTicket'>,
  gaps: readonly Gap[],
): Promise<readonly StrayTickets[]> {
  const lists: StrayTickets[] = [];
  for (const { strays, surelyAt: _, ...gap } of gaps) {
    const unknown = await Promise.all(
      strays.map(async (stray) => ((await ledger.laneOfTicket(stray.ticketId)) === null ? [stray] : [])),
    );
    lists.push({ gap, tickets: unknown.flat() });
  }
  return lists;
}

/** What was found so far needs nobody any more. */
export function withStraysSeen(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.map((gap) => (gap.lookedAt === null ? gap : { ...gap, isSeen: true }));
}

type New = Pick<Gap, 'lookedAt' | 'trouble' | 'strays' | 'isSeen'>;
const fresh: New = { lookedAt: null, trouble: null, strays: [], isSeen: false };

function markedGap({ id, from, at }: { id: string; from: number; at: number }, { createLooks }: WorkSettings): Gap {
  return { id, from, until: at, isMarked: true, surelyAt: at + (createLooks.at(-1)?.afterMs ?? 0), ...fresh };
}

/** Nobody said that it was put back: customers wait no longer than for the first look. */
function restGap(from: number, at: number, { createLooks }: WorkSettings): Gap {
  return {
    id: `rest:${from}`,
    from,
    until: at,
    isMarked: false,
    surelyAt: at + (createLooks[0]?.afterMs ?? 0),
    ...fresh,
  };
}

function mayHold({ lookedAt, strays }: Gap, { kind, payload }: Step): boolean {
  if (kind !== 'create' || lookedAt === null) return true;
  return payload?.kind === 'create' && strays.some(({ reference }) => reference === payload.reference);
}

/** Whether its ticket may have been there in the gap: one of the store that was put back, one found, one of others. */
async function isOlder(ledger: GapDeps['ledger'], { requestId, createdAt }: Lane, { until }: Gap): Promise<boolean> {
  if (createdAt < until || requestId === null) return true;
  const created = await ledger.step(createStepId(requestId));
  return created?.result?.adopted === true;
}

/** For parts that are tested on their own. */
export const noGaps: Gaps = {
  begin: async () => undefined,
  beat: async () => undefined,
  about: async () => null,
  look: async () => undefined,
  strays: async () => [],
};

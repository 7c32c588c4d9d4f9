import type { NoteAttentionInput, WatchTurn, WeekMail } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { type Deliveries, maskAddress } from '../domain/deliveries.ts';
import type { NotificationStore } from '../ports.ts';
import { lastWeek } from './last-week.ts';
import { afterLook, emptyWatch, type WatchState, watchStateSchema } from './watch-state.ts';

export interface WatchSettings {
  /** What needs attention is mailed. */
  readonly alerts: boolean;
  /** The figures of the week are mailed. */
  readonly weekly: boolean;
  /** Where to. */
  readonly lead: string;
  /** IANA zone of weeks. */
  readonly zone: string;
}

export interface WatchDeps {
  readonly store: Pick<NotificationStore, 'note' | 'swapNote'>;
  readonly deliveries: Pick<Deliveries, 'add'>;
  readonly settings: WatchSettings;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Something waits to be delivered. */
  readonly wake: () => void;
}

/** Tells the lead by mail: each once, however many replicas look, and whenever they are started anew. */
export interface Watch {
  /** Who is to look now: one at a time, and nobody while all of it is switched off. */
  take(): Promise<WatchTurn>;
  /** What one who looked saw. Answers the kinds whose mail was ordered. */
  note(seen: NoteAttentionInput): Promise<{ mailed: string[] }>;
  /** Orders the mail of a week; false when it was ordered before, or is switched off. */
  sendWeek(week: WeekMail): Promise<boolean>;
}

/** A little less than the gateways' ticker, so that none of its turns finds the last one's lease. */
const lookedMs = 50_000;
const noteId = 'watch';
/** Whoever loses so often against others leaves it to them: the next look is a minute away. */
const triesMax = 5;

export function createWatch(deps: WatchDeps): Watch {
  const { settings, store, now } = deps;

  /** Changes the state unless somebody else did in between, then again with hers. Null: `change` wants none. */
  async function changed<T>(
    change: (state: WatchState) => Promise<{ state: WatchState; value: T } | null>,
  ): Promise<T | null> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const kept = await store.note(noteId);
      const wanted = await change(kept === null ? emptyWatch : watchStateSchema.parse(JSON.parse(kept.body)));
      if (wanted === null) return null;
      if (await store.swapNote(noteId, kept?.revision ?? null, JSON.stringify(wanted.state))) return wanted.value;
    }
    return null;
  }

  const order = (id: string, kind: 'alert' | 'weekly', payload: unknown) =>
    deps.deliveries.add({ id, kind, to: maskAddress(settings.lead), recipient: null, payload });

  return {
    async take() {
      if (!settings.alerts && !settings.weekly) return { mine: false, week: null };
      const turn = await changed<WatchTurn>(async (state) => {
        const at = now();
        if (state.takenUntil !== null && state.takenUntil > at.toISOString()) return null;
        const week = lastWeek(at, settings.zone);
        // Whoever begins with us in the middle of a week has no week yet.
        const known = state.week ?? week.from;
        const isDue = settings.weekly && known < week.from;
        const takenUntil = new Date(at.getTime() + lookedMs).toISOString();
        return { state: { ...state, takenUntil, week: known }, value: { mine: true, week: isDue ? week : null } };
      });
      return turn ?? { mine: false, week: null };
    },
    async note(seen) {
      if (!settings.alerts) return { mailed: [] };
      const mailed = await changed(async (before) => {
        const { state, due } = afterLook(before, seen, now());
        // Ordered before it is noted as mailed: whoever repeats that orders it under the same id, and it is there once.
        for (const { item, since } of due)
          if (await order(`alert:${item.kind}:${since}`, 'alert', { item, since }))
            deps.logger.warn({ attention: item.kind, count: item.count, since }, 'needs attention: the lead is mailed');
        return { state, value: due.map(({ item }) => item.kind) };
      });
      if (mailed !== null && mailed.length > 0) deps.wake();
      return { mailed: mailed ?? [] };
    },
    async sendWeek(week) {
      if (!settings.weekly) return false;
      const isNew = await order(`weekly:${week.from}`, 'weekly', week);
      await changed(async (state) =>
        state.week !== null && state.week >= week.from ? null : { state: { ...state, week: week.from }, value: true },
      );
      deps.wake();
      return isNew;
    },
  };
}

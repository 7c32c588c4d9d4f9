import { type Attention, type NoteAttentionInput, storedRecord } from '@acebuddy/contracts';
import { z } from 'zod';
import { alerts } from './alert-table.ts';

const episodeSchema = z.object({
  /** ISO instants. Since when it is there. */
  since: z.string(),
  /** Since when it was not seen any more; null: it is there. */
  goneSince: z.string().nullable(),
  mailed: z.boolean(),
});

/** What is known of everything that needs attention. Kept in the store: one for all replicas, and over restarts. */
export const watchStateSchema = storedRecord(
  z.object({
    /** Somebody looks, or has just looked, until then. ISO instant. */
    takenUntil: z.string().nullable(),
    /** By kind. */
    episodes: z.record(z.string(), episodeSchema),
    /** Monday of the newest week whose mail was ordered, or needs none. */
    week: z.string().nullable(),
  }),
);
export type WatchState = z.output<typeof watchStateSchema>;

export const emptyWatch: WatchState = { takenUntil: null, episodes: {}, week: null };

/** What is away for less is still the same: nobody is mailed again because of one look that missed it. */
export const goneAfterMs = 10 * 60_000;

export interface DueAlert {
  readonly item: Attention;
  readonly since: string;
}

/**
 * The state after a look, and what has been there for longer than its limit and was not mailed. Pure: two replicas that looked
 * at once name the same.
 */
export function afterLook(
  { episodes, ...rest }: WatchState,
  { items, silent }: NoteAttentionInput,
  now: Date,
): { readonly state: WatchState; readonly due: readonly DueAlert[] } {
  const next: Record<string, WatchState['episodes'][string]> = {};
  const due: DueAlert[] = [];
  for (const item of items) {
    const alert = alerts[item.kind];
    if (alert === undefined || item.count === 0) continue;
    const known = episodes[item.kind];
    const since = known?.since ?? earlier(item.oldestAt, now);
    const isDue = known?.mailed !== true && now.getTime() - Date.parse(since) >= alert.limitMinutes * 60_000;
    if (isDue) due.push({ item, since });
    next[item.kind] = { since, goneSince: null, mailed: isDue || known?.mailed === true };
  }
  for (const [kind, episode] of Object.entries(episodes)) {
    if (next[kind] !== undefined) continue;
    const kept = unseen(kind, episode, silent, now);
    if (kept !== null) next[kind] = kept;
  }
  return { state: { ...rest, episodes: next }, due };
}

function earlier(oldestAt: string | null, now: Date): string {
  const at = now.toISOString();
  return oldestAt !== null && oldestAt < at ? oldestAt : at;
}

/** Null: it is over. Whether it is cannot be said while one that would tell is silent. */
function unseen(
  kind: string,
  episode: WatchState['episodes'][string],
  silent: readonly string[],
  now: Date,
): WatchState['episodes'][string] | null {
  if (alerts[kind]?.toldBy.some((service) => silent.includes(service)) === true) return episode;
  const goneSince = episode.goneSince ?? now.toISOString();
  return now.getTime() - Date.parse(goneSince) >= goneAfterMs ? null : { ...episode, goneSince };
}

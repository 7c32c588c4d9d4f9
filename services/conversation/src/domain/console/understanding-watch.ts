import type { Attention } from '@acebuddy/contracts';
import { type BusinessHours, dateIn, minuteOf, unpackSheets } from '@acebuddy/metrics';
import type { ConversationStore } from '../../ports.ts';
import type { DayCounts } from '../day-counts.ts';

export interface UnderstandingWatchDeps {
  readonly store: Pick<ConversationStore, 'factsBetween'>;
  readonly countDays: DayCounts;
  /** Days are those of its zone. */
  readonly hours: Pick<BusinessHours, 'timeZone'>;
  readonly now: () => Date;
}

/** Whether clearly more messages than before were not understood in the last day; null: no. */
export type UnderstandingWatch = () => Promise<Attention | null>;

/** Messages that the bot answered, and how many of them it understood at once. */
interface Understood {
  readonly messages: number;
  readonly atOnce: number;
}

const dayMinutes = 1_440;
const daysBefore = 28;
/** Fewer messages of a day tell nothing. */
const messagesMin = 50;
/** So many points of a share, and so many standard errors, above the share before are no chance. */
const pointsMin = 0.05;
const errorsMin = 3;
/** The facts of the last day are read that often. */
const dayEveryMs = 60_000;

export function createUnderstandingWatch(deps: UnderstandingWatchDeps): UnderstandingWatch {
  const { store, countDays, hours, now } = deps;
  const count = async (first: number, end: number): Promise<Understood> => {
    let messages = 0;
    let atOnce = 0;
    for (const fact of unpackSheets(await store.factsBetween(first, end))) {
      if (!(fact.kind === 'chat' || fact.kind === 'run') || fact.at < first || fact.at >= end) continue;
      messages += fact.messages;
      atOnce += fact.atOnce;
    }
    return { messages, atOnce };
  };
  const minute = () => minuteOf(now().toISOString());
  const day = remembered(() => count(minute() - dayMinutes, minute() + 1), dayEveryMs, now);
  /** The four weeks before yesterday, as reports count them. */
  const baseline = async (): Promise<Understood> => {
    const zone = hours.timeZone;
    const days = { from: dateIn(zone, now(), daysBefore + 1), to: dateIn(zone, now(), 2), zone };
    let [messages, atOnce] = [0, 0];
    for (const cells of (await countDays(days)).values())
      for (const { tally } of cells) [messages, atOnce] = [messages + tally.messages, atOnce + tally.atOnce];
    return { messages, atOnce };
  };
  return async () => {
    const today = await day();
    return today.messages < messagesMin ? null : compared(today, await baseline());
  };
}

/** Exported for its test. */
export function compared(today: Understood, before: Understood): Attention | null {
  if (today.messages < messagesMin || before.messages < messagesMin) return null;
  const missed = today.messages - today.atOnce;
  const [share, usual] = [missed / today.messages, 1 - before.atOnce / before.messages];
  const error = Math.sqrt((Math.max(usual, 0.01) * (1 - usual)) / today.messages);
  if (share - usual < Math.max(pointsMin, errorsMin * error)) return null;
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  const detail = `${percent(share)} of the messages of the last day were not understood at once; in the four weeks before it were ${percent(usual)}.`;
  return { kind: 'not_understood', count: missed, oldestAt: null, detail };
}

/** What was computed last, for so long; nobody waits while it is computed again, until it is twice as old. */
function remembered<T>(compute: () => Promise<T>, forMs: number, now: () => Date): () => Promise<T> {
  let known: { readonly until: number; readonly value: Promise<T> } | null = null;
  return () => {
    const at = now().getTime();
    if (known !== null && at < known.until) return known.value;
    const before = known !== null && at < known.until + forMs ? known : null;
    const value = compute();
    known = { until: at + forMs, value };
    value.catch(() => {
      known = null;
    });
    return before?.value ?? value;
  };
}

import { DateTime } from 'luxon';
import { slotContext, type Turn } from '../flow/turn.ts';
import { findMoment } from '../slots/find-moment.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { agreedCall } from './agreed-call.ts';
import { dueOf, showNear } from './due.ts';
import { clausesOf } from './message-parts.ts';
import { dueText } from './status.ts';
import { namesDeadline, withoutNumbered } from './urgency.ts';

/** The moment by which something is needed, and how it is said. */
export interface NeededBy {
  readonly at: DateTime;
  readonly shown: string;
}

const soonMs = 5 * 60_000;

/** The day or time to come that a clause names; null where it names none, or one from which on. */
export function momentNamed(turn: Turn, text: string): NeededBy | null {
  const found = findMoment(withoutNumbered(turn, text), slotContext(turn));
  if (found === null || !(found.timeKnown || found.dayKnown) || found.bound === 'after') return null;
  const at = found.timeKnown ? found.at : found.at.endOf('day');
  // "Right now" is no hour to keep.
  if (at.toMillis() < Date.parse(turn.context.now) + soonMs) return null;
  return { at, shown: found.timeKnown ? showNear(turn, at) : showDay(turn, at) };
}

/** The same where it is told as a deadline. */
export const neededBy = (turn: Turn, text: string): NeededBy | null =>
  namesDeadline(turn, text) ? momentNamed(turn, text) : null;

/** "Will it work tomorrow? We pay people at 10": of what is named for that day, the earliest. */
export function exactly(turn: Turn, needed: NeededBy | null, text: string): NeededBy | null {
  if (needed === null) return null;
  const told = clausesOf(text).flatMap((clause) => neededBy(turn, clause) ?? []);
  const sameDay = told.filter(({ at }) => at.hasSame(needed.at, 'day'));
  return [...sameDay, needed].toSorted((one, other) => one.at.toMillis() - other.at.toMillis())[0] ?? needed;
}

function showDay({ context, words }: Turn, at: DateTime): string {
  const base = DateTime.fromISO(context.now).setZone(at.zone);
  const { language: locale } = words;
  if (at.startOf('day').diff(base.startOf('day'), 'days').days <= 1)
    return at.toRelativeCalendar({ base, locale, unit: 'days' }) ?? '';
  return at.setLocale(locale).toLocaleString({ weekday: 'long', month: 'long', day: 'numeric' });
}

/** By when to hear of it; where that is not before she needs it, it says so and is no answer to her. */
export function dueBeside(turn: Turn, ticket: KnownTicket, needed: NeededBy | null): string {
  const news = turn.context.tickets?.find(({ runId }) => runId === ticket.runId);
  const due = news === undefined ? null : dueOf(turn, ticket.expected, news.openedAt);
  const isLate = needed !== null && due !== null && due.toMillis() >= needed.at.toMillis();
  if (!isLate || agreedCall(turn, ticket) !== null || ticket.outcome === 'awaiting_approval')
    return dueText(turn, ticket);
  return turn.words('after.tight', { due: showNear(turn, due) });
}

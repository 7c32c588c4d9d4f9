import type { Random } from '@acebuddy/service-kit/random';
import { type Calendar, drawStarts, minuteMs } from './calendar.ts';
import type { Stories, Story } from './story.ts';

/** What needs somebody today: the story, and how many minutes before the end, or before the office closed, it begins. */
const today = [
  ['upset', 200],
  ['closed-mailbox', 140],
  ['nobody-came', 95],
  ['waits-for-a-person', 35],
  ['rang-and-nobody-took-it', 24],
  ['frozen-solved', 12],
  ['ticket-with-code', 5],
] as const;

interface Planned {
  readonly at: number;
  /** Drawn where it is undefined. */
  readonly story?: Story | undefined;
}

/** When chats begin, and of which the story is not drawn: what is new today stands at the end. */
export function planChats(
  calendar: Calendar,
  { all }: Stories,
  span: { readonly from: number; readonly until: number; readonly count: number },
  random: Random,
): Planned[] {
  const lastOpen = calendar.openUntil(span.until);
  const last = today
    .slice(0, span.count)
    .map(([id, minutes]) => ({ at: lastOpen - minutes * minuteMs, story: all.find((story) => story.id === id) }))
    .filter(({ at }) => at > span.from);
  const drawn = drawStarts(calendar, { ...span, count: span.count - last.length }, random).map((at) => ({ at }));
  return [...drawn, ...last];
}

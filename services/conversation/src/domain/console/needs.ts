import type { NeedMoment, Span } from '../../ports.ts';

/** A ticket is late when it is not there so long after it was promised. */
const lateMs = 5 * 60_000;
/** Bad ratings, and customers to whom nobody came, are on the list for so long. */
const freshMs = 7 * 86_400_000;

/** What a conversation needs somebody for, by the moment that tells so. */
export const momentOf = {
  person_waiting: 'personSince',
  ticket_late: 'lateSince',
  unhappy_rating: 'unhappyAt',
  dead_letters: 'deadSince',
} as const satisfies Record<string, NeedMoment>;
export type NeedKind = keyof typeof momentOf;
export const needKinds = Object.keys(momentOf) as readonly NeedKind[];

/** Within which spans the moments count now. */
export function needSpans(now: Date): Readonly<Record<NeedMoment, Span>> {
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
  return {
    personSince: { since: ago(freshMs) },
    lateSince: { until: ago(lateMs) },
    unhappyAt: { since: ago(freshMs) },
    deadSince: {},
  };
}

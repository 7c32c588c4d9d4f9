import { DateTime } from 'luxon';

/** The mail of a week goes out on the Monday after it, from this hour on. */
const hourOfMail = 7;

export interface Week {
  /** Monday and Sunday, ISO dates. */
  readonly from: string;
  readonly to: string;
}

/** The newest week that is over, and whose mail may go out, in this zone. */
export function lastWeek(now: Date, zone: string): Week {
  // Until seven on Monday it still counts as Sunday.
  const monday = DateTime.fromJSDate(now, { zone }).minus({ hours: hourOfMail }).startOf('week');
  return { from: isoDate(monday.minus({ days: 7 })), to: isoDate(monday.minus({ days: 1 })) };
}

const isoDate = (day: DateTime) => day.toFormat('yyyy-MM-dd');

import { parse as findDates, type ParsedResult } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { bare } from '../language/normalise.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

const zoneWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:eastern(?: time)?|e[sd]?t)\b/i, 'America/New_York'],
  [/\b(?:central(?: time)?|c[sd]?t)\b/i, 'America/Chicago'],
  [/\b(?:mountain(?: time)?|m[sd]t)\b/i, 'America/Denver'],
  [/\b(?:pacific(?: time)?|p[sd]?t)\b/i, 'America/Los_Angeles'],
  [/\b(?:utc|gmt|zulu)\b/i, 'UTC'],
  [/\bist\b/i, 'Asia/Kolkata'],
];
const partOfDay: readonly (readonly [RegExp, number])[] = [
  [/\bmorning\b/i, 9],
  [/\b(?:noon|midday|lunch)\b/i, 12],
  [/\bafternoon\b/i, 14],
  [/\b(?:evening|end of (?:the )?(?:business )?day|eod|cob|close of business|after work)\b/i, 17],
  [/\b(?:tonight|night|after hours)\b/i, 20],
  [/\bmidnight\b/i, 23],
];

/** The zone that the customer names, else hers. */
export function zoneOf(text: string, fallback: string): string {
  return zoneWords.find(([word]) => word.test(text))?.[1] ?? fallback;
}

interface Found {
  readonly at: DateTime;
  readonly timeKnown: boolean;
  readonly dayKnown: boolean;
}

function find(text: string, context: SlotContext): Found | null {
  const zone = zoneOf(text, context.zone);
  const now = DateTime.fromISO(context.now, { zone });
  const [result] = findDates(text, { instant: now.toJSDate(), timezone: now.offset }, { forwardDate: true });
  if (result === undefined) return bareHour(text, now);
  const { start } = result;
  const parts = partOfDay.find(([word]) => word.test(text));
  const timeKnown = start.isCertain('hour');
  const hour = timeKnown
    ? officeHour(
        start.get('hour') ?? 9,
        start.isCertain('meridiem') || /\b0?\d:\d\d\b.*\bh\b|\b0\d[:.]/.test(text),
        text,
      )
    : (parts?.[1] ?? 9);
  const minute = timeKnown ? (start.get('minute') ?? 0) : 0;
  const at = DateTime.fromObject(
    {
      year: start.get('year') ?? now.year,
      month: start.get('month') ?? now.month,
      day: start.get('day') ?? now.day,
      hour,
      minute,
    },
    { zone },
  );
  if (!at.isValid) return null;
  const nextWeek =
    start.isCertain('weekday') &&
    !start.isCertain('day') &&
    at.hasSame(now, 'day') &&
    !/\b(?:today|this|now)\b/i.test(text);
  if (nextWeek) return { at: at.plus({ weeks: 1 }), timeKnown: timeKnown || parts !== undefined, dayKnown: true };
  const dayKnown = start.isCertain('day') || start.isCertain('weekday') || saysDay(result, text);
  // Without a day the next such time is meant.
  const shift = dayKnown ? 0 : at < now.minus({ minutes: 1 }) ? 1 : at.minus({ days: 1 }) > now ? -1 : 0;
  const moved = at.plus({ days: shift });
  return { at: moved, timeKnown: timeKnown || parts !== undefined, dayKnown };
}

/** "tomorrow at 5" means the afternoon. */
function officeHour(hour: number, certain: boolean, text: string): number {
  return !certain && hour >= 1 && hour <= 6 && !/\b(?:am|a\.m|morning|night)\b/i.test(text) ? hour + 12 : hour;
}

function saysDay(result: ParsedResult, text: string): boolean {
  return /\b(?:today|tomorrow|tonight|day|week|weekend|month|now|in \d)/i.test(`${result.text} ${text}`);
}

/** "at 5", "after 3": office hours are meant. */
function bareHour(text: string, now: DateTime): Found | null {
  const match = /^(?:at |after |around |by |before )?(\d{1,2})(?:[:.](\d{2}))?$/.exec(bare(text));
  if (match?.[1] === undefined) return null;
  const said = Number(match[1]);
  const hour = said >= 1 && said <= 6 ? said + 12 : said;
  const at = now.set({ hour, minute: Number(match[2] ?? 0), second: 0, millisecond: 0 });
  if (!at.isValid || said > 23) return null;
  return { at: at < now ? at.plus({ days: 1 }) : at, timeKnown: true, dayKnown: false };
}

/** A calendar day. Stored as `yyyy-MM-dd`. */
export function parseDate(text: string, context: SlotContext, future: boolean): Parsed {
  if (/^(?:now|asap|right away|immediately|effective immediately|right now|as soon as possible)$/.test(bare(text)))
    return day(DateTime.fromISO(context.now, { zone: context.zone }));
  const found = find(text, context);
  if (found === null) return notParsed();
  const today = DateTime.fromISO(context.now, { zone: context.zone }).startOf('day');
  if (future && found.at.startOf('day') < today) return notParsed('That day is in the past.');
  return day(found.at);
}

function day(at: DateTime): Parsed {
  return parsed(at.toISODate() ?? '', at.toFormat('cccc, d LLLL yyyy'));
}

/** A moment with its zone. Stored as an instant, shown in the zone it was said in. */
export function parseMoment(text: string, context: SlotContext, future: boolean): Parsed {
  const zone = zoneOf(text, context.zone);
  const now = DateTime.fromISO(context.now, { zone });
  if (
    /^(?:now|asap|any ?time|right away|immediately|right now|as soon as possible|whenever|any time (?:is )?(?:fine|ok|good|works)|the sooner the better|soon|first available)\b/.test(
      bare(text),
    )
  )
    return moment(now.plus({ minutes: 15 }).startOf('minute'));
  const found = find(text, context);
  if (found === null) return notParsed();
  if (!found.timeKnown) return notParsed(`What time on ${found.at.toFormat('cccc')}?`);
  if (future && found.at < now.minus({ minutes: 1 })) {
    if (found.dayKnown && found.at.hasSame(now, 'day')) return notParsed('That time has already passed today.');
    return notParsed('That is in the past.');
  }
  return moment(found.at);
}

function moment(at: DateTime): Parsed {
  return parsed(
    at.toUTC().toISO() ?? '',
    at.toFormat("cccc, d LLLL yyyy, h:mm a 'ZZZ'").replace('ZZZ', at.offsetNameShort ?? at.zoneName ?? ''),
  );
}

import { casual, GB } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { type MomentWords, momentWords } from '../language/moment-words.ts';
import { plainMoment } from './moment-text.ts';
import { readContrast } from './read-contrast.ts';
import { isDayFirst } from './show-moment.ts';
import type { SlotContext } from './slot-context.ts';

/** A moment as it was said: `to` ends a window; `bound` is a window that only begins or only ends at `at`. */
export interface FoundMoment {
  readonly at: DateTime;
  readonly to: DateTime | null;
  readonly bound: 'after' | 'before' | null;
  readonly timeKnown: boolean;
  /** By a clock, not only by a part of the day. */
  readonly clockKnown: boolean;
  readonly dayKnown: boolean;
  /** The year was said, or follows from words such as "tomorrow". */
  readonly yearKnown: boolean;
  /** Any time of that day. */
  readonly anyTime: boolean;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly half: 'am' | 'pm' | null;
  /** Written so that it is surely a time: with minutes, "am" or "o'clock", or behind "at". */
  readonly isSure: boolean;
}

interface Times {
  readonly from: Clock | null;
  readonly to: Clock | null;
  readonly bound: FoundMoment['bound'];
  readonly rest: string;
}

/** The zone that the customer names; "our time" is her own. Null where she names none. */
export function zoneIn(text: string, own: string, language?: string): string | null {
  const words = momentWords(language);
  return words.zones.find(([, names]) => names.test(text))?.[0] ?? (words.ownZone.test(text) ? own : null);
}

/** The zone that the customer names, else hers. */
export function zoneOf(text: string, own: string, language?: string): string {
  return zoneIn(text, own, language) ?? own;
}

type Reading = Pick<SlotContext, 'now' | 'zone' | 'country' | 'words' | 'half'>;

/**
 * The day and time that a text names, both wherever they stand in it. Where it tells of other times, too, the one that is
 * wished for: "he is here till nine, make it ten". Null when it names none.
 */
export function findMoment(text: string, context: Reading): FoundMoment | null {
  const meant = text.replace(momentWords(context.words.language).denied, ' ');
  const found = meant === text ? null : findNamed(meant, context);
  return found ?? findWished(text, context) ?? findNamed(text, context);
}

/** What follows "make it", on the day that is told before. Null where no other time stands in the text. */
function findWished(text: string, context: Reading): FoundMoment | null {
  const words = momentWords(context.words.language);
  const cue = words.wish.exec(text);
  if (cue === null) return null;
  const [before, behind] = [text.slice(0, cue.index), text.slice(cue.index + cue[0].length)];
  const [own = '', ...rest] = behind.split(/[,;]\s+|[.!?]+\s+(?!\d)/);
  const half = words.parts.find(({ pattern }) => pattern.test(text))?.half;
  const said = { ...context, ...(half !== undefined && { half }) };
  const isTold = (part: string) => findNamed(part, context)?.clockKnown === true;
  const meant = findNamed(rest.some(isTold) ? own : behind, said);
  if (meant?.clockKnown !== true || !(isTold(before) || rest.some(isTold))) return null;
  const day = meant.dayKnown ? null : findNamed(before, context);
  if (day?.dayKnown !== true) return meant;
  const moved = (at: DateTime) => at.set({ year: day.at.year, month: day.at.month, day: day.at.day });
  return {
    ...meant,
    at: moved(meant.at),
    to: meant.to === null ? null : moved(meant.to),
    dayKnown: true,
    yearKnown: day.yearKnown,
  };
}

function findNamed(text: string, context: Reading): FoundMoment | null {
  const words = momentWords(context.words.language);
  const now = DateTime.fromISO(context.now, { zone: zoneOf(text, context.zone, context.words.language) });
  const said = plainMoment(meantPart(text, words, context.words.language), now, context.country, words);
  const relative = fromNow(said, now);
  if (relative !== null) return relative;
  const times = timesIn(said, words);
  const day = dayIn(times.rest, now, context.country, words);
  const bare = times.from ?? day?.clock ?? bareHour(day?.rest ?? times.rest);
  const part = words.parts.find(({ pattern }) => pattern.test(said));
  const anyTime = words.anyTime.test(said);
  if (day === null && bare === null && part === undefined && !anyTime) return null;
  const dayKnown = day !== null || words.saysToday.test(said);
  const half = part?.half ?? context.half ?? null;
  const from = bare === null ? { hour: part?.hour ?? 9, minute: 0 } : hourOf(bare, times.to, half);
  const base = (day?.at ?? now).set({ ...from, second: 0, millisecond: 0 });
  if (!base.isValid) return null;
  const at = dayKnown ? base : base < now.minus({ minutes: 1 }) ? base.plus({ days: 1 }) : base;
  return {
    at,
    to: times.to === null ? null : windowEnd(at, times.to, half),
    bound: times.bound,
    timeKnown: bare !== null || part !== undefined,
    clockKnown: bare !== null,
    dayKnown,
    yearKnown: day?.yearKnown ?? true,
    anyTime: anyTime && bare === null && part === undefined,
  };
}

/** "Not today, tomorrow at 9": only what is meant. "Not before 3" sets nothing against anything. */
function meantPart(text: string, words: MomentWords, language: string): string {
  const contrast = readContrast(text, language);
  if (contrast === null) return text;
  const [first = '', second = ''] = contrast.unwanted.split(/\s+/);
  const isBound = [first, `${first} ${second}`].some((lead) => words.before.test(lead) || words.after.test(lead));
  return isBound ? text : contrast.wanted;
}

/** "In two hours": exactly then. */
function fromNow(text: string, now: DateTime): FoundMoment | null {
  const [result] = casual.parse(text, { instant: now.toJSDate(), timezone: now.offset }, { forwardDate: true });
  if (result === undefined || !result.start.isCertain('timezoneOffset') || !result.start.isCertain('second'))
    return null;
  const at = DateTime.fromJSDate(result.start.date(), { zone: now.zone });
  return {
    at,
    to: null,
    bound: null,
    timeKnown: true,
    clockKnown: true,
    dayKnown: true,
    yearKnown: true,
    anyTime: false,
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

function clockOf(groups: Groups, name: 'a' | 'b', isLed: boolean): Clock | null {
  const hour = Number(groups[`${name}h`]);
  const minutes = groups[`${name}m`];
  const half = groups[`${name}am`] !== undefined ? 'am' : groups[`${name}pm`] !== undefined ? 'pm' : null;
  if (Number.isNaN(hour) || hour > 24 || (half !== null && (hour === 0 || hour > 12))) return null;
  const isSure = isLed || minutes !== undefined || half !== null || groups[`${name}c`] !== undefined;
  return {
    hour: hour % 24,
    minute: Number(minutes ?? 0),
    half: groups[`${name}h`]?.startsWith('0') === true ? 'am' : half,
    isSure,
  };
}

/** Every time of day in the text, and the text without them. */
function timesIn(text: string, words: MomentWords): Times {
  const range = words.range.exec(text.replace(isoDay, (day) => 'x'.repeat(day.length)));
  const [a, b] =
    range === null ? [null, null] : [clockOf(range.groups ?? {}, 'a', false), clockOf(range.groups ?? {}, 'b', true)];
  if (range !== null && a !== null && b !== null)
    return {
      from: a.half === null && b.half !== null && a.hour <= 12 ? { ...a, half: halfBefore(a, b) } : a,
      to: b,
      bound: null,
      rest: without(text, range),
    };
  for (const match of text.matchAll(words.time)) {
    const lead = match.groups?.lead ?? '';
    const from = clockOf(match.groups ?? {}, 'a', lead !== '');
    const behind = text.slice(match.index + match[0].length);
    if (from === null || !from.isSure || (isBare(match.groups ?? {}) && words.counts.test(behind))) continue;
    const isAfter = words.after.test(lead.trim()) || words.fromHereOn.test(behind);
    const isBefore = words.before.test(lead.trim()) || words.untilHere.test(behind);
    return { from, to: null, bound: isAfter ? 'after' : isBefore ? 'before' : null, rest: without(text, match) };
  }
  return { from: null, to: null, bound: null, rest: text };
}

const isBare = (groups: Groups) => ['am', 'aam', 'apm', 'ac'].every((part) => groups[part] === undefined);

const isoDay = /\d{4}-\d{2}-\d{2}/g;

/** "11 to 2 pm": the half of the first is the one that comes before. */
function halfBefore(from: Clock, to: Clock): 'am' | 'pm' | null {
  if (to.half === 'am') return 'am';
  return from.hour % 12 <= to.hour % 12 ? 'pm' : 'am';
}

function without(text: string, match: RegExpExecArray): string {
  return `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();
}

interface Day {
  readonly at: DateTime;
  readonly yearKnown: boolean;
  readonly rest: string;
  /** A time that the library read with the day: "Wednesday, 11". */
  readonly clock: Clock | null;
}

function dayIn(text: string, now: DateTime, country: string, words: MomentWords): Day | null {
  const reader = isDayFirst(country) ? GB : casual;
  const forwardDate = !words.pastDay.test(text);
  const results = reader.parse(text, { instant: now.toJSDate(), timezone: now.offset }, { forwardDate });
  const found = results.find(({ start }) => start.isCertain('day') || start.isCertain('weekday'));
  if (found === undefined) return null;
  const { start } = found;
  const hour = start.isCertain('hour') ? start.get('hour') : null;
  const clock = hour === null ? null : { hour, minute: start.get('minute') ?? 0, half: null, isSure: true };
  const at = DateTime.fromObject(
    { year: start.get('year') ?? now.year, month: start.get('month') ?? now.month, day: start.get('day') ?? now.day },
    { zone: now.zone },
  );
  if (!at.isValid) return null;
  const rest = text.replace(found.text, ' ').trim();
  const isNextWeek =
    start.isCertain('weekday') && !start.isCertain('day') && at.hasSame(now, 'day') && !words.saysThis.test(text);
  return {
    at: isNextWeek ? at.plus({ weeks: 1 }) : at,
    yearKnown: start.isCertain('year') || start.isCertain('weekday'),
    rest,
    clock,
  };
}

/** "Tomorrow 4", "10": a number that is all that is left. */
function bareHour(rest: string): Clock | null {
  const [first, second] = [...rest.matchAll(/(?<![\p{L}\d/.:-])\d{1,2}(?![\p{L}\d/.:%-])/gu)];
  const hour = Number(first?.[0]);
  if (first === undefined || second !== undefined || hour > 23 || rest.replace(/[\d\s,.]/g, '').length > 12)
    return null;
  return { hour, minute: 0, half: null, isSure: true };
}

/** The hour of a day that is meant: office hours where neither half is said, and before the end of its window. */
function hourOf(clock: Clock, to: Clock | null, half: 'am' | 'pm' | null): { hour: number; minute: number } {
  const { hour, minute } = clock;
  const said = clock.half ?? (hour <= 12 && hour > 0 ? half : null);
  if (said !== null) return { hour: said === 'am' ? (hour === 12 ? 0 : hour) : hour < 12 ? hour + 12 : hour, minute };
  const isOffice = hour >= 1 && hour <= 6 && to?.half !== 'am';
  return { hour: isOffice ? hour + 12 : hour, minute };
}

function windowEnd(at: DateTime, to: Clock, half: 'am' | 'pm' | null): DateTime | null {
  const end = at.set(hourOf(to, null, to.hour % 12 >= at.hour % 12 ? half : null));
  const later = end > at ? end : end.plus({ hours: 12 });
  return later > at ? later : null;
}

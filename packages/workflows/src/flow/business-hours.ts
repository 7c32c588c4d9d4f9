import { DateTime } from 'luxon';
import type { EngineSettings } from '../engine-types.ts';
import { defaultLanguage, type Words } from '../replies/reply-types.ts';
import { countryOfZone } from './country.ts';

type Hours = EngineSettings['businessHours'];
type Span = Hours['days'][number];

/** True when agents are there: local weekday and time, holidays excluded. A span that ends before it begins ends the next day. */
export function isOpen(hours: Hours, now: string): boolean {
  const local = DateTime.fromISO(now, { zone: hours.timeZone });
  return local.isValid && hours.days.some((span) => isWithin(hours, span, local));
}

function isWithin({ holidays }: Hours, span: Span, local: DateTime): boolean {
  const clock = local.toFormat('HH:mm');
  const begunOn = (day: DateTime) => day.weekday === span.weekday && !holidays.includes(day.toISODate() ?? '');
  if (span.from < span.to) return begunOn(local) && span.from <= clock && clock < span.to;
  return (begunOn(local) && span.from <= clock) || (begunOn(local.minus({ days: 1 })) && clock < span.to);
}

/** So many days without anybody are no holidays but a mistake in the operator's file. */
const closedDaysMax = 60;

/**
 * The first moment from `at` on at which agents are there, `at` itself included; null when there is none in sight, since no
 * hours are configured.
 */
export function nextOpening(hours: Hours, at: DateTime): DateTime | null {
  if (isOpen(hours, at.toISO() ?? '')) return at;
  const today = at.setZone(hours.timeZone).startOf('day');
  for (let day = 0; day <= closedDaysMax; day += 1) {
    const [opening] = openingsOn(hours, today.plus({ days: day })).filter((opening) => opening > at);
    if (opening !== undefined) return opening;
  }
  return null;
}

function openingsOn({ days, holidays }: Hours, date: DateTime): DateTime[] {
  if (holidays.includes(date.toISODate() ?? '')) return [];
  return days
    .filter(({ weekday, from }) => weekday === date.weekday && from !== '24:00')
    .map(({ from }) => from)
    .sort()
    .map((from) => date.set({ hour: Number(from.slice(0, 2)), minute: Number(from.slice(3)) }));
}

/**
 * "Monday to Thursday, 08:00–18:00, Friday, 08:00–14:00 CST", for customers who come outside of it. On a holiday, which they
 * need not keep themselves, it says that today is none of these days.
 */
export function describeHours(hours: Hours, now: string, words: Words): string {
  if (hours.days.length === 0) return words('hours.by_appointment');
  const { language } = words;
  const local = DateTime.fromISO(now, { zone: hours.timeZone, locale: language });
  const zone = zoneName(local.setLocale(ofCountry(language, hours.timeZone))) ?? hours.timeZone;
  const weekdays = [...new Set(hours.days.map((day) => day.weekday))].sort();
  const byTimes = Map.groupBy(weekdays, (weekday) => timesOn(hours, weekday, language));
  const spans = [...byTimes].map(([times, days]) => words('hours.span', { days: describeDays(days, words), times }));
  const holiday = hours.holidays.includes(local.toISODate() ?? '') && weekdays.includes(local.weekday);
  return words('hours.all', { spans: spans.join(', '), zone, holiday });
}

/** Zones have their short names in the country that they are of: "CST", and not "GMT-6". */
const ofCountry = (language: string, zone: string): string =>
  language === defaultLanguage ? language : `${new Intl.Locale(language).language}-${countryOfZone(zone) ?? 'US'}`;

function timesOn({ days }: Hours, weekday: number, language: string): string {
  const times = days
    .filter((day) => day.weekday === weekday)
    .map(({ from, to }) => `${from}–${to}`)
    .sort();
  return new Intl.ListFormat(language).format(times);
}

function describeDays(weekdays: readonly number[], words: Words): string {
  const { language: locale } = words;
  const name = (weekday: number) => DateTime.fromObject({ weekday: weekday as 1 }, { locale }).toFormat('cccc');
  const [from = 1, to = 5] = [weekdays[0], weekdays.at(-1)];
  if (from === to) return name(from);
  if (weekdays.length === to - from + 1) return words('hours.days', { from: name(from), to: name(to) });
  return new Intl.ListFormat(locale, { type: 'unit' }).format(weekdays.map(name));
}

/** "CST" of a zone at an offset. Finding it builds a formatter each time, so it is kept: a zone has two of them in a language. */
const zoneNames = new Map<string, string | null>();

function zoneName(local: DateTime): string | null {
  const key = `${local.zoneName} ${local.offset} ${local.locale}`;
  let name = zoneNames.get(key);
  if (name === undefined) {
    name = local.offsetNameShort;
    zoneNames.set(key, name);
  }
  return name;
}

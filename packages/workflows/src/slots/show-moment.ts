import type { DateTime } from 'luxon';

type Style = 'day' | 'moment' | 'time';

const parts: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  moment: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  time: { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
};

/** A day as it is written in this language and country: "Friday, December 4, 2026", "Friday, 4 December 2026". */
export function showDay(at: DateTime, country: string, language: string): string {
  return show(at, { language, country }, 'day');
}

/** The same with time and zone: "… at 5:00 PM CST", "… at 17:00 GMT+1". */
export function showMoment(at: DateTime, country: string, language: string): string {
  return show(at, { language, country }, 'moment');
}

/** The time alone, with its zone. */
export function showTime(at: DateTime, country: string, language: string): string {
  return show(at, { language, country }, 'time');
}

/** Whether 5/12 is the fifth of December in the main language of this country, and not the twelfth of May. */
export function isDayFirst(country: string): boolean {
  const known = dayFirst.get(country);
  if (known !== undefined) return known;
  const { language, region = country } = new Intl.Locale(`und-${country}`).maximize();
  const order = new Intl.DateTimeFormat(`${language}-${region}`, { day: 'numeric', month: 'numeric' })
    .formatToParts()
    .find(({ type }) => type === 'day' || type === 'month');
  dayFirst.set(country, order?.type === 'day');
  return order?.type === 'day';
}

/** Countries are few. */
const dayFirst = new Map<string, boolean>();

interface Reader {
  readonly language: string;
  readonly country: string;
}

function show(at: DateTime, reader: Reader, style: Style): string {
  // Some releases of the data put a narrow space before "PM", which neither searches nor old mail programs know.
  return formatOf(reader, at.zoneName ?? 'UTC', style)
    .format(at.toMillis())
    .replace(/\s/g, ' ');
}

/** Making a formatter takes longer than everything else in a message. */
const kept = new Map<string, Intl.DateTimeFormat>();
const keptMax = 500;

function formatOf({ language, country }: Reader, timeZone: string, style: Style): Intl.DateTimeFormat {
  const key = `${language} ${country} ${timeZone} ${style}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= keptMax) kept.clear();
  const format = new Intl.DateTimeFormat(localeOf(language, country), { ...parts[style], timeZone });
  kept.set(key, format);
  return format;
}

/** Where nobody has written down how English is written, it is written as in most of the world, not as in America. */
function localeOf(language: string, country: string): string {
  const { language: base } = new Intl.Locale(language);
  const local = new Intl.DateTimeFormat(`${base}-${country}`).resolvedOptions().locale;
  return local === 'en' ? 'en-001' : local;
}

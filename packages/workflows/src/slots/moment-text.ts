import { DateTime } from 'luxon';
import type { MomentWords } from '../language/moment-words.ts';
import { unaccented } from '../language/normalise.ts';
import { withoutPhones } from './parse-contact.ts';
import { isDayFirst } from './show-moment.ts';

/** The text with days in numbers written as `2026-12-05` and times in words as `2:30`, so that they are read one way only. */
export function plainMoment(text: string, now: DateTime, country: string, words: MomentWords): string {
  let said = withoutPhones(text, country)
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”"()!?;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.weekdays.size > 0)
    said = said.replace(
      words.weekdayOfMonth,
      (match, ...all) => dayOfMonth(all.at(-1) as DayParts, now, words) ?? match,
    );
  for (const [from, to] of words.rewrites) said = said.replace(from, (...all) => rewrittenAs(to, all.at(-1), words));
  said = said.replace(words.hours, (match, ...all) => clockHour(match, all.at(-1) as HourParts));
  said = said.replace(words.spoken, (...all) => spokenTime(all.at(-1) as SpokenParts, words));
  if (words.minutes.size > 0)
    for (const pattern of [words.spokenBehind, words.spokenBefore])
      said = said.replace(pattern, (...all) => spokenBehind(all.at(-1) as BehindParts, words));
  const inDigits = (word: string) => String(words.numbers.get(word.trim()) ?? word);
  said = said.replace(words.numberAfterLead, inDigits).replace(words.numberBeforeHalf, inDigits);
  return ordinalDays(numericDays(said, now, country), now, words);
}

type HourParts = Readonly<Record<'at' | 'hour' | 'one' | 'many', string | undefined>>;

/** "22 hour", "after 17 hours"; "2 hours" is how long something takes. */
function clockHour(match: string, { at, hour, one }: HourParts): string {
  const value = Number(hour);
  const isClock = value < 24 && (one !== undefined ? value > 1 : value > 12 || (at !== undefined && value > 6));
  return isClock ? `${at ?? ''}${value}:00` : match;
}

/** "{n} days ago", with the number that was said. */
function rewrittenAs(to: string, groups: unknown, { numbers }: MomentWords): string {
  const { n = '' } = (typeof groups === 'object' ? groups : {}) as { n?: string };
  return to.replace('{n}', String(numbers.get(n) ?? n));
}

type DayParts = Readonly<Record<'weekday' | 'day', string>>;

/** "Lunes 7": the next seventh, where that is a Monday; else the number is an hour. */
function dayOfMonth({ weekday, day }: DayParts, now: DateTime, { weekdays }: MomentWords): string | null {
  const isIt = (at: DateTime) =>
    at.isValid && at.weekday === weekdays.get(unaccented(weekday)) && at >= now.startOf('day');
  const months = [0, 1, 2, 3].map((add) => now.startOf('month').plus({ months: add }));
  return (
    months
      .map((month) => month.set({ day: Number(day) }))
      .find((at) => at.day === Number(day) && isIt(at))
      ?.toISODate() ?? null
  );
}

type BehindParts = Readonly<Record<'hour' | 'past' | 'to' | 'minutes', string | undefined>>;

/** "Las tres y media", "las cinco menos diez". */
function spokenBehind({ hour = '', to, minutes = '' }: BehindParts, words: MomentWords): string {
  const base = (words.numbers.get(hour) ?? Number(hour)) * 60;
  const said = words.minutes.get(minutes) ?? 0;
  return clockTime(to === undefined ? base + said : base - said);
}

const clockTime = (minutes: number) => `at ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

type SpokenParts = Readonly<Record<'half' | 'quarter' | 'past' | 'to' | 'hour', string | undefined>>;

/** "half past two", "quarter to five". */
function spokenTime({ half, to, hour = '' }: SpokenParts, words: MomentWords): string {
  const base = words.numbers.get(hour) ?? Number(hour);
  const minutes = half === undefined ? 15 : 30;
  return clockTime(to === undefined ? base * 60 + minutes : base * 60 - minutes);
}

const numeric = /(?<![\d./:-])(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2})(?![\d:])|(\.)(?!\d)|(?![\d./:]))/g;

/** 5/12, 5.12., 5/12/26: in the order of the country, unless only the other one is a day. */
function numericDays(text: string, now: DateTime, country: string): string {
  return text.replace(numeric, (match, one: string, sign: string, two: string, year?: string, dot?: string) => {
    const dotted = sign === '.';
    // "10.30" is a time, and so is "9.15" where days are not written with dots.
    if (
      dotted &&
      year === undefined &&
      dot === undefined &&
      (Number(two) > 12 || (two.length === 2 && !isDayFirst(country)))
    )
      return `${one}:${two}`;
    const dayFirst = dotted || isDayFirst(country);
    const [first, second] = [Number(one), Number(two)];
    const [day, month] = (dayFirst && second <= 12) || first > 12 ? [first, second] : [second, first];
    return iso(day, month, year, now) ?? match;
  });
}

function iso(day: number, month: number, year: string | undefined, now: DateTime): string | null {
  const full = year === undefined ? now.year : Number(year.length === 2 ? `20${year}` : year);
  const at = DateTime.fromObject({ year: full, month, day }, { zone: now.zone });
  if (!at.isValid) return null;
  const next = year === undefined && at < now.startOf('day') ? at.plus({ years: 1 }) : at;
  return ` ${next.toISODate()} `;
}

/** "the 17th", "Monday the 7th": the next day of that number. */
function ordinalDays(text: string, now: DateTime, words: MomentWords): string {
  return text.replace(words.ordinal, (match, ...all) => {
    const groups = all.at(-1) as { day: string; end: string };
    const at = all.at(-3) as number;
    const head = match.slice(0, match.length - groups.day.length - groups.end.length);
    const isDated =
      words.monthNear.test(text.slice(0, at) + head) || words.monthNear.test(text.slice(at + match.length));
    if (isDated) return match;
    const day = Number(groups.day);
    const months = [0, 1, 2].map((add) => now.startOf('month').plus({ months: add }));
    const month = months.find(
      (start) => day >= 1 && day <= (start.daysInMonth ?? 0) && start.set({ day }) >= now.startOf('day'),
    );
    return month === undefined ? match : ` ${month.set({ day }).toISODate()} `;
  });
}

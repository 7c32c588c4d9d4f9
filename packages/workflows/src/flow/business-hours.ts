import { DateTime } from 'luxon';
import type { EngineSettings } from '../engine-types.ts';

type Hours = EngineSettings['businessHours'];

/** True when agents are there: local weekday and time, holidays excluded. */
export function isOpen(hours: Hours, now: string): boolean {
  const local = DateTime.fromISO(now, { zone: hours.timeZone });
  if (!local.isValid || hours.holidays.includes(local.toISODate() ?? '')) return false;
  const clock = local.toFormat('HH:mm');
  return hours.days.some((day) => day.weekday === local.weekday && day.from <= clock && clock < day.to);
}

/** "Monday to Friday, 8:00–18:00 (CST)", for customers who come outside of it. */
export function describeHours(hours: Hours, now: string): string {
  const first = hours.days[0];
  if (first === undefined) return 'by appointment';
  const zone = zoneName(DateTime.fromISO(now, { zone: hours.timeZone })) ?? hours.timeZone;
  const weekdays = [...new Set(hours.days.map((day) => day.weekday))].sort();
  const name = (weekday: number) => DateTime.fromObject({ weekday: weekday as 1 }).toFormat('cccc');
  const [from, to] = [weekdays[0] ?? 1, weekdays.at(-1) ?? 5];
  const days =
    from === to
      ? name(from)
      : weekdays.length === to - from + 1
        ? `${name(from)} to ${name(to)}`
        : weekdays.map(name).join(', ');
  return `${days}, ${first.from}–${first.to} ${zone}`;
}

/** "CST" of a zone at an offset. Finding it builds a formatter each time, so it is kept: a zone has two of them. */
const zoneNames = new Map<string, string | null>();

function zoneName(local: DateTime): string | null {
  const key = `${local.zoneName} ${local.offset}`;
  let name = zoneNames.get(key);
  if (name === undefined) {
    name = local.offsetNameShort;
    zoneNames.set(key, name);
  }
  return name;
}

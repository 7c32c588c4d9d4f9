const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** "5 min. ago", "in 2 hr."; less than a minute is "just now". */
export function relativeTime(at: string | number, now: number): string {
  const ms = new Date(at).getTime() - now;
  const size = Math.abs(ms);
  if (size < minute) return ms > 0 ? 'in a moment' : 'just now';
  if (size < hour) return relative.format(Math.trunc(ms / minute), 'minute');
  if (size < day) return relative.format(Math.trunc(ms / hour), 'hour');
  return relative.format(Math.trunc(ms / day), 'day');
}

/** "4 min", "2 h 10 min", "3 d 4 h": how long something has lasted, in at most two units. */
export function longText(ms: number): string {
  if (ms < minute) return `${Math.max(0, Math.round(ms / 1_000))} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return two(Math.floor(ms / hour), 'h', Math.floor((ms % hour) / minute), 'min');
  return two(Math.floor(ms / day), 'd', Math.floor((ms % day) / hour), 'h');
}

const two = (first: number, firstUnit: string, second: number, secondUnit: string) =>
  second === 0 ? `${first} ${firstUnit}` : `${first} ${firstUnit} ${second} ${secondUnit}`;

/** A short duration of a call: "84 ms", "1.2 s". */
export const callTime = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, style: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${style}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const fresh = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, fresh);
  return fresh;
}

/** "28 Nov 2026, 14:03:09 GMT-6": the whole moment, with its zone. */
export const absoluteTime = (at: string | number, zone: string): string =>
  formatOf(zone, 'whole', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));

/** "14:03:09". */
export const clockTime = (at: string | number, zone: string): string =>
  formatOf(zone, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at));

/** "28 Nov 2026". */
export const dayText = (at: string | number, zone: string): string =>
  formatOf(zone, 'day', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(at));

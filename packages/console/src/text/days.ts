const dayMs = 86_400_000;

/** The ISO date of a moment in a zone. */
export function dateIn(zone: string, at: number): string {
  // Sweden writes dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** An ISO date as many days later (or earlier). */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Days from one ISO date to another, both included. */
export const daysOf = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;

export const isDate = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** The moment at which a date begins in a zone, as an instant: clocks that are changed around it are heeded. */
export function beginOf(date: string, zone: string): string {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const guess = utc - offsetAt(zone, utc);
  return new Date(utc - offsetAt(zone, guess)).toISOString();
}

/** How far the zone's clock is before UTC at a moment, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    at,
  );
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - at;
}

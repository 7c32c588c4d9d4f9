import type { FactRow } from '@acebuddy/metrics';

const dayMinutes = 1_440;

/** The first day (since 1970, UTC) whose facts are still expected to change: those of earlier ones are told when they do. */
export function firstOpenDay(now: Date): number {
  return Math.floor(now.getTime() / (dayMinutes * 60_000)) - 1;
}

/** Days before `firstOpenDay` on which `after` has facts that `before` has not, or others. */
export function amendedDays(before: readonly FactRow[], after: readonly FactRow[], now: Date): readonly number[] {
  const open = firstOpenDay(now);
  const late = after === before ? [] : after.filter((row) => dayOf(row) < open);
  if (late.length === 0) return [];
  const known = new Map(before.map((row) => [`${row[0]} ${row[1]}`, row]));
  return [...new Set(late.filter((row) => !isSame(known.get(`${row[0]} ${row[1]}`), row)).map(dayOf))];
}

const dayOf = (row: FactRow): number => Math.floor(Number(row[2]) / dayMinutes);

function isSame(left: FactRow | undefined, right: FactRow): boolean {
  return left === right || (left?.length === right.length && left.every((value, at) => value === right[at]));
}

import { z } from 'zod';

/** Asking Intl takes longer than everything else in a message; the zones that people live in are few. */
const known = new Map<string, boolean>();
const knownMax = 1_000;

/** Whether this is a zone of the IANA database or another name for one (`US/Central`); offsets such as `+05:30` are none. */
export function isTimeZone(name: string): boolean {
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  if (known.size >= knownMax) known.clear();
  const valid = isAcceptedByIntl(name);
  known.set(name, valid);
  return valid;
}

function isAcceptedByIntl(name: string): boolean {
  try {
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** Marks the issue of a word that is no zone, so that whoever reports it can name the nearest one. */
export const noTimeZone = { problem: 'time zone' } as const;

export const timeZoneSchema = z
  .string()
  .trim()
  .max(64)
  .refine(isTimeZone, { error: 'is no time zone such as America/Chicago', params: noTimeZone });

import { z } from 'zod';
import { languageFile } from './language-file.ts';

const fileSchema = z.strictObject({
  units: z.strictObject({ minute: z.array(z.string()), hour: z.array(z.string()), day: z.array(z.string()) }),
  counts: z.record(z.string(), z.number()),
  always: z.array(z.string()),
});
type Unit = keyof z.infer<typeof fileSchema>['units'];

/** At most so long. */
export interface Expected {
  readonly count: number;
  readonly unit: Unit;
  /** Nights and weekends count. */
  readonly always: boolean;
}

const durations = languageFile('durations', fileSchema, ({ units, counts, always }) => {
  const unitOf = new Map(Object.entries(units).flatMap(([unit, words]) => words.map((word) => [word, unit as Unit])));
  return { unitOf, counts: new Map(Object.entries(counts)), always: new Set(always) };
});

const shape = /^(?:(\d+)|(\p{L}+))(?:\s*[-–]\s*(\d+))?\s+(.+)$/u;

/** "1–2 hours" → at most two. Null for whatever is not the time from the request to its end: "5 minutes once it starts". */
export function readExpected(text: string, language: string): Expected | null {
  const { unitOf, counts, always } = durations(language);
  const [time = '', ...rest] = (text.toLowerCase().split(';')[0] ?? '').split(',').map((part) => part.trim());
  if (rest.some((part) => !always.has(part))) return null;
  const [, digits, word = '', upTo, name = ''] = shape.exec(time) ?? [];
  const count = Number(upTo ?? digits ?? counts.get(word));
  const unit = unitOf.get(name);
  return unit === undefined || !(count > 0) ? null : { count, unit, always: rest.length > 0 };
}

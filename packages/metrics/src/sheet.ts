import { type Dimensions, type Fact, type FactRow, isKind, readRow } from './fact.ts';

/** Where the values of a kind begin in a row: behind what all kinds have. */
const commonLength = 6;

/**
 * A chat's rows as a report reads them: without the ids that only amending them needs, and as one flat list, since lists in
 * lists cost more to parse than what is in them. JSON without its brackets: how many values follow, the first minute, how many
 * dimensions, three values for each; then for each row its kind, how many values it has, the place of its dimensions, minutes
 * since the first, its values.
 */
export function packSheet(rows: readonly FactRow[]): string {
  if (rows.length === 0) return '0';
  const first = rows.reduce((least, row) => Math.min(least, Number(row[2])), Number.POSITIVE_INFINITY);
  const dimensions: string[] = [];
  const packed = rows.flatMap((row) => {
    const own = JSON.stringify(row.slice(3, commonLength));
    const place = dimensions.includes(own) ? dimensions.indexOf(own) : dimensions.push(own) - 1;
    const values = trimmed(row.slice(commonLength));
    return [row[0], values.length, place, Number(row[2]) - first, ...values];
  });
  const named = dimensions.flatMap((own) => JSON.parse(own) as unknown[]);
  const list = [first, dimensions.length, ...named, ...packed];
  return JSON.stringify([list.length, ...list]).slice(1, -1);
}

function trimmed(values: FactRow): FactRow {
  const last = values.findLastIndex((value) => value !== null);
  return values.slice(0, last + 1);
}

/** So many sheets are parsed at once: one call of the parser for each costs more than the parsing. */
const sheetsAtOnce = 2_000;

/** The facts of packed sheets; those of kinds that only a newer release knows are left out. Their ids are empty. */
export function* unpackSheets(sheets: readonly string[]): Generator<Fact> {
  for (let from = 0; from < sheets.length; from += sheetsAtOnce) {
    const list = JSON.parse(`[${sheets.slice(from, from + sheetsAtOnce).join(',')}]`) as readonly unknown[];
    for (let at = 0; at < list.length; at += 1 + Number(list[at])) yield* unpackSheet(list, at + 1, Number(list[at]));
  }
}

function* unpackSheet(list: readonly unknown[], from: number, length: number): Generator<Fact> {
  if (length === 0) return;
  const [first, count] = [Number(list[from]), Number(list[from + 1])];
  const dimensions: Dimensions[] = [];
  for (let place = 0; place < count; place += 1) dimensions.push(dimensionsAt(list, from + 2 + place * 3));
  let at = from + 2 + count * 3;
  while (at < from + length) {
    const kind = list[at];
    const values = Number(list[at + 1]);
    const own = dimensions[Number(list[at + 2])];
    if (isKind(kind) && own !== undefined)
      yield readRow(kind, '', first + Number(list[at + 3]), own, list, at + 4, at + 4 + values);
    at += 4 + values;
  }
}

function dimensionsAt(list: readonly unknown[], at: number): Dimensions {
  const [workflow, language, priority] = [list[at], list[at + 1], list[at + 2]] as (string | null)[];
  return { workflow: workflow ?? null, language: language ?? null, priority: priority ?? null };
}

import { type Fact, type FactRow, toFact, toRow } from '@acebuddy/metrics';
import { z } from 'zod';

/** As one check a row: a union of types is tried out for each of a hundred values, with every message. */
const rowSchema = z.custom<(string | number | boolean | null)[]>(
  (row) => Array.isArray(row) && row.every((value) => value === null || plain.has(typeof value)),
  'must be a list of texts, numbers, truth values and nulls',
);
const plain: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

/**
 * A chat's facts, kept in its record. `id` is random: once the record is removed, nothing leads from the rows to the chat.
 */
export const factSheetSchema = z.object({
  id: z.string(),
  /** Sheets of this chat that were filled and put aside before this one. */
  part: z.number().int().nonnegative(),
  /** The newest turn that is counted. */
  seq: z.number().int().nonnegative(),
  /** A fact each (`toFact` of the metrics package); kinds and values of a newer release stay as they are. */
  rows: z.array(rowSchema),
});
export type FactSheet = z.infer<typeof factSheetSchema>;

/** A sheet in the making: facts are put and changed, then it is given as rows again. */
export interface Draft {
  get<K extends Fact['kind']>(kind: K, id: string): Extract<Fact, { kind: K }> | null;
  all<K extends Fact['kind']>(kind: K): readonly Extract<Fact, { kind: K }>[];
  put(fact: Fact): void;
  /** Null: nothing was changed. */
  rows(): FactSheet['rows'] | null;
}

export function draftOf(rows: FactSheet['rows']): Draft {
  const kept = new Map<string, { row: FactRow; fact: Fact | null }>();
  const keyOf = (kind: unknown, id: unknown) => `${String(kind)} ${String(id)}`;
  for (const row of rows) kept.set(keyOf(row[0], row[1]), { row, fact: toFact(row) });
  let isChanged = false;
  return {
    get: (kind, id) => (kept.get(keyOf(kind, id))?.fact ?? null) as never,
    all: (kind) => [...kept.values()].flatMap(({ fact }) => (fact?.kind === kind ? [fact] : [])) as never,
    put(fact) {
      const key = keyOf(fact.kind, fact.id);
      const before = kept.get(key)?.row;
      const row = toRow(fact, before);
      if (before !== undefined && isSame(before, row)) return;
      isChanged = true;
      kept.set(key, { row, fact });
    },
    rows: () => (isChanged ? [...kept.values()].map(({ row }) => [...row]) : null),
  };
}

function isSame(left: FactRow, right: FactRow): boolean {
  return left.length === right.length && left.every((value, at) => value === right[at]);
}

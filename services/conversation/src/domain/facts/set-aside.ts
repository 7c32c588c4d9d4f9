import type { FactRow } from '@acebuddy/metrics';
import { outlineOf } from '@acebuddy/workflows';
import type { ConversationRecord } from '../record.ts';
import type { FactSheet } from './sheet.ts';

/** A sheet of so many rows is looked through for those that are over. */
const rowsMax = 60;
/** Fewer are not worth a sheet of their own. */
const asideMin = 20;

export interface SetAside {
  readonly sheet: FactSheet;
  /** Rows that nothing will amend any more, as a sheet of their own; null: none. */
  readonly aside: FactSheet | null;
}

/**
 * Keeps a record small however long its chat gets: facts of requests that the record itself has forgotten go to a sheet of
 * their own. Depends on what is stored alone, so that everybody who replaces that writes the same.
 */
export function setAside(sheet: FactSheet, stored: ConversationRecord): SetAside {
  if (sheet.rows.length <= rowsMax) return { sheet, aside: null };
  const known = new Set(stored.runs.map(({ runId }) => runId));
  const outline = outlineOf(stored.engine);
  for (const run of [...(outline?.stack ?? []), outline?.run ?? null]) if (run !== null) known.add(run.id);
  const rows = sheet.rows.filter((row) => isOver(row, known));
  if (rows.length < asideMin) return { sheet, aside: null };
  const gone = new Set(rows);
  return {
    sheet: { ...sheet, part: sheet.part + 1, rows: sheet.rows.filter((row) => !gone.has(row)) },
    aside: { id: `${sheet.id}.${sheet.part}`, part: sheet.part, seq: sheet.seq, rows },
  };
}

function isOver(row: FactRow, known: ReadonlySet<string>): boolean {
  const [kind, id] = row;
  if (kind === 'mail') return row[7] !== 'due';
  return kind !== 'chat' && !known.has(String(id));
}

import { rankOf } from './column-names.ts';
import { DirectoryUnreadable } from './directory-unreadable.ts';
import type { DirectoryTable } from './read-csv.ts';
import type { Cells } from './read-row.ts';

/**
 * People of a JSON text: a list of them, or an object that has the list under one of its keys, as exports do.
 * @throws DirectoryUnreadable when it is neither.
 */
export function readJson(text: string): DirectoryTable {
  const list = listIn(parseJson(text));
  if (list === null) throw new DirectoryUnreadable('is no list of people such as [{"name": "…", "email": "…"}]');
  const rows = list.map((record, at) => ({ row: at + 1, cells: toCells(record) }));
  return { rows, columns: [...new Set(rows.flatMap(({ cells }) => cells.map(([column]) => column)))] };
}

/**
 * The records of an answer: a list as above, or one person, alone or under a key such as `user`. None where the answer is
 * empty.
 * @throws DirectoryUnreadable when the text is no JSON.
 */
export function recordsIn(text: string): readonly Cells[] {
  const content = parseJson(text);
  const cells = toCells(content);
  const [only] = cells.length === 1 ? cells : [];
  const inner = toCells(only?.[1]);
  return (listIn(content) ?? [inner.length > 0 ? Object.fromEntries(inner) : content]).map(toCells);
}

/** One record's cells; something that is no record has none. */
function toCells(record: unknown): Cells {
  return typeof record === 'object' && record !== null && !Array.isArray(record) ? Object.entries(record) : [];
}

function listIn(content: unknown): readonly unknown[] | null {
  if (Array.isArray(content)) return content;
  const cells = toCells(content);
  // Somebody who has a list of something is no list of people.
  if (cells.some(([column]) => rankOf(column, 'email') >= 0)) return null;
  const lists = cells.flatMap(([, value]) => (Array.isArray(value) ? [value] : []));
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which is a customer's.
    throw new DirectoryUnreadable('is no JSON');
  }
}

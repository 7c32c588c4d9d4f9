import { readAddress } from '@acebuddy/contracts';
import type { KnownPerson } from '@acebuddy/workflows';
import { type DirectoryField, rankOf } from './column-names.ts';

/** A row's cells under their columns, as they were written. */
export type Cells = readonly (readonly [column: string, value: unknown])[];

/** What is wrong with a cell; never its content, which is a customer's. */
export interface CellProblem {
  readonly column: string;
  readonly problem: string;
}

export interface ReadRow {
  /** Null when the row names nobody: it is empty, or has no address that mail could go to. */
  readonly person: KnownPerson | null;
  readonly problems: readonly CellProblem[];
}

/**
 * A person from a row of a directory, whatever its columns are called. A field that cannot be read is left out and named; only
 * an address is indispensable. Empty rows are nobody and no problem.
 */
export function readRow(cells: Cells): ReadRow {
  if (cells.every(([, value]) => isBlank(value))) return { person: null, problems: [] };
  const problems: CellProblem[] = [];
  const read = <T>(field: DirectoryField, as: (text: string) => T | string): T | undefined => {
    const cell = cellOf(cells, field);
    if (cell === undefined) return undefined;
    const value = typeof cell.value === 'object' ? 'is no text' : as(toText(cell.value));
    if (typeof value !== 'string') return value;
    problems.push({ column: cell.column, problem: value });
    return undefined;
  };
  const text = (field: DirectoryField): string | undefined => read(field, (value) => ({ value }))?.value;

  const address = read('email', toAddress);
  if (address === undefined) {
    if (problems.length === 0) problems.push({ column: columnOf(cells, 'email'), problem: 'has no e-mail address' });
    return { person: null, problems };
  }
  const [userName, company] = [text('user_name'), text('company')];
  const name = nameOf(text('name'), text('first_name'), text('last_name')) ?? address.name;
  if (name === undefined)
    problems.push({ column: columnOf(cells, 'name'), problem: 'is empty: the address stands for it' });
  const phone = read('phone', toPhone)?.phone;
  const isPoc = read('is_poc', toFlag)?.flag ?? false;
  const pocName = text('poc_name');
  const poc = read('poc_email', toAddress);
  const person = {
    name: name ?? address.email,
    email: address.email,
    isPoc,
    ...(userName === undefined ? {} : { userName }),
    ...(company === undefined ? {} : { company }),
    ...(phone === undefined ? {} : { phone }),
    ...(poc === undefined ? {} : { poc: { name: pocName ?? poc.name ?? poc.email, email: poc.email } }),
  };
  return { person, problems };
}

/** The best named cell that says something. */
function cellOf(cells: Cells, field: DirectoryField): { column: string; value: unknown } | undefined {
  const [best] = cells
    .filter(([column, value]) => rankOf(column, field) >= 0 && !isBlank(value))
    .sort(([left], [right]) => rankOf(left, field) - rankOf(right, field));
  return best === undefined ? undefined : { column: best[0], value: best[1] };
}

/** What the operator calls the field, else what we call it. */
function columnOf(cells: Cells, field: DirectoryField): string {
  return cells.find(([column]) => rankOf(column, field) >= 0)?.[0] ?? field;
}

/** How exports write "nothing". */
const nothing = /^(?:null|nil|undefined|nan|n\/a|#n\/a|#nv|[-–—.]+)$/i;

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  const text = typeof value === 'string' ? toText(value) : 'something';
  return text === '' || nothing.test(text);
}

/** Without the spaces, marks and leading apostrophes that spreadsheets leave around a text. */
function toText(value: unknown): string {
  return String(value)
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim()
    .replace(/^'(?=[+\d(])/, '');
}

function nameOf(name?: string, first?: string, last?: string): string | undefined {
  if (first === undefined) return name ?? last;
  if (name?.includes(first) === true) return name;
  const family = last ?? name;
  return family === undefined ? first : `${first} ${family}`;
}

function toAddress(text: string): { email: string; name?: string } | string {
  return readAddress(text) ?? 'is no e-mail address';
}

/** A spreadsheet that took a long number for a quantity has lost its digits. */
function toPhone(text: string): { phone: string } | string {
  if (/^\d+[.,]\d+e\+?\d+$/i.test(text)) return 'is a number in scientific notation: make the column text';
  return text.length > 50 ? 'is too long for a phone number' : { phone: text };
}

const yes = /^(?:1|true|yes|y|x|✓|ja|oui|si|sí|sim|wahr|vrai|verdadero|vero|waar|on)$/i;
const no = /^(?:0|false|no|n|nein|non|não|nee|falsch|faux|falso|onwaar|off)$/i;

function toFlag(text: string): { flag: boolean } | string {
  if (yes.test(text)) return { flag: true };
  return no.test(text) ? { flag: false } : 'is neither yes nor no';
}

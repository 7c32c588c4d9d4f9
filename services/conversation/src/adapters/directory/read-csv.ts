import { CsvError, parse } from 'csv-parse/sync';
import { isKnownColumn, rankOf } from './column-names.ts';
import { DirectoryUnreadable } from './directory-unreadable.ts';
import type { Cells } from './read-row.ts';

export interface DirectoryTable {
  /** Row as a spreadsheet counts it, for whoever has to mend it. */
  readonly rows: readonly { readonly row: number; readonly cells: Cells }[];
  readonly columns: readonly string[];
}

const separators = [',', ';', '\t', '|'] as const;
type Separator = (typeof separators)[number];
const separatorNames: Readonly<Record<Separator, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
};
/** Titles and empty rows may stand above the columns' names. */
const headerRowsMax = 20;
const columnsNamedMax = 12;

/**
 * Rows of a CSV file with whatever separator its program and country use. The columns' names are in the first row that
 * names an e-mail address; what is above it is no data.
 * @throws DirectoryUnreadable that names separator and columns.
 */
export function readCsv(text: string): DirectoryTable {
  const { content, told } = withoutSeparatorLine(text);
  const separator = told ?? separatorOf(content);
  const table = toTable(content, separator);
  const header = table.slice(0, headerRowsMax).findIndex((row) => row.some((column) => rankOf(column, 'email') >= 0));
  if (header < 0) throw new DirectoryUnreadable(noAddressColumn(table, separator));
  const columns = (table[header] ?? []).map((column) => column.trim());
  const offset = header + (told === null ? 1 : 2);
  const rows = table.slice(header + 1).map((row, at) => ({ row: offset + at + 1, cells: toCells(columns, row) }));
  return { rows, columns: columns.filter((column) => column !== '') };
}

/** Columns without a name have nothing that anybody asked for. */
function toCells(columns: readonly string[], row: readonly string[]): Cells {
  return columns.flatMap((column, at) => (column === '' ? [] : [[column, row[at] ?? ''] as const]));
}

/** "sep=;" in the first line is what spreadsheets understand. */
function withoutSeparatorLine(text: string): { content: string; told: Separator | null } {
  const [line = '', sign = ''] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const told = separators.find((separator) => separator === sign) ?? null;
  return { content: told === null ? text : text.slice(line.length), told };
}

const sampleChars = 20_000;

/** The separator that makes the most known columns, and the most columns where several do. */
function separatorOf(text: string): Separator {
  const sample = text.slice(0, sampleChars);
  const score = (separator: Separator): number => {
    const rows = parse(sample, { ...tolerant(separator), to: headerRowsMax, skip_records_with_error: true });
    return Math.max(0, ...rows.map((row) => row.filter(isKnownColumn).length * 1_000 + Math.min(row.length, 500)));
  };
  return separators.reduce((best, separator) => (score(separator) > score(best) ? separator : best));
}

const tolerant = (delimiter: Separator) =>
  ({ delimiter, relax_column_count: true, relax_quotes: true, bom: true, trim: true, columns: false }) as const;

function toTable(text: string, separator: Separator): string[][] {
  try {
    return parse(text, tolerant(separator));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? ` (line ${String(error.lines)})` : '';
    throw new DirectoryUnreadable(
      `cannot be read with the separator ${separatorNames[separator]}${line}: a quote is not closed`,
    );
  }
}

function noAddressColumn(table: readonly (readonly string[])[], separator: Separator): string {
  const first = table.find((row) => row.some((cell) => cell !== ''));
  if (first === undefined) return 'is empty';
  // An address among the "names" is a customer's: the file begins with its first person.
  if (first.some((cell) => cell.includes('@')))
    return `has no row of column names (separator: ${separatorNames[separator]}): its first row must name the columns, for example "name${separator}email"`;
  const columns = first.slice(0, columnsNamedMax).map((column) => `"${column.slice(0, 40)}"`);
  return `has no column "email" (separator: ${separatorNames[separator]}); its columns are ${columns.join(', ')}`;
}

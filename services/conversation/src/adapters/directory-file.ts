import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { ConfigError, decodeText, type Logger } from '@acebuddy/service-kit';
import { type KnownPerson, mayBeAccountOf } from '@acebuddy/workflows';
import type { Directory } from '../ports.ts';
import { DirectoryUnreadable } from './directory/directory-unreadable.ts';
import { type DirectoryTable, readCsv } from './directory/read-csv.ts';
import { readJson } from './directory/read-json.ts';
import { readRow } from './directory/read-row.ts';

const fileBytesMax = 64 * 1024 * 1024;
const warningsMax = 20;

export interface FileDirectory extends Directory {
  /** What an operator should know about the file at a start, one sentence each without the last dot. */
  readonly notices: readonly string[];
}

/**
 * A directory in a CSV or JSON file, read once at start. A row that cannot be used is a warning with its row and column.
 * @throws ConfigError, in a sentence, when the file as a whole cannot be used.
 */
export function createFileDirectory(path: string, logger: Logger): FileDirectory {
  const file = basename(path);
  const warn = createWarnings(logger, file);
  const people = sayingWhere(path, () => readPeople(tableIn(path), warn));
  warn.end();
  logger.info({ file, people: people.size }, 'the directory is read');
  return {
    notices: warn.notices(),
    find: async (email) => people.get(email.toLowerCase()) ?? null,
    async ownersOf(account) {
      const owners = [...people.values()].filter((person) => mayBeAccountOf(account, person));
      return account.by === 'mail_domain' ? onePerCompany(owners) : owners;
    },
  };
}

/** Which companies have mail in a domain is all that is asked; a large one has thousands of people in it. */
function onePerCompany(people: readonly KnownPerson[]): KnownPerson[] {
  return [...new Map(people.map((person) => [person.company ?? person.poc?.email, person])).values()];
}

function sayingWhere<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DirectoryUnreadable)) throw error;
    throw new ConfigError([`DIRECTORY_FILE: ${path} ${error.message}`], 'DIRECTORY_UNUSABLE');
  }
}

function tableIn(path: string): DirectoryTable {
  const text = decodeText(readBytes(path));
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
}

/** How workbooks begin: a zip archive, or the older compound file. */
const workbookSigns = ['504b0304', 'd0cf11e0'];

function readBytes(path: string): Buffer {
  try {
    if (statSync(path).size > fileBytesMax) throw new DirectoryUnreadable('is larger than 64 MB');
    const bytes = readFileSync(path);
    if (workbookSigns.includes(bytes.toString('hex', 0, 4)))
      throw new DirectoryUnreadable('is a workbook, not a text: save it as "CSV UTF-8"');
    return bytes;
  } catch (error) {
    if (error instanceof DirectoryUnreadable) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new DirectoryUnreadable(code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`);
  }
}

function readPeople({ rows, columns }: DirectoryTable, warn: Warnings): ReadonlyMap<string, KnownPerson> {
  const people = new Map<string, KnownPerson>();
  const rowOf = new Map<string, number>();
  let filled = 0;
  for (const { row, cells } of rows) {
    const { person, problems } = readRow(cells);
    for (const { column, problem } of problems) warn.of({ row, column, problem });
    if (person !== null || problems.length > 0) filled += 1;
    if (person === null) continue;
    const key = person.email.toLowerCase();
    const earlier = rowOf.get(key);
    if (earlier !== undefined) warn.of({ row, column: 'email', problem: `is that of row ${earlier}: this row counts` });
    people.set(key, person);
    rowOf.set(key, row);
  }
  if (filled > 0 && people.size === 0)
    throw new DirectoryUnreadable(
      `cannot be used: none of its ${filled} rows has an e-mail address; its columns are ${columns.map((column) => `"${column}"`).join(', ')}`,
    );
  return people;
}

interface Warnings {
  of(problem: { readonly row: number; readonly column: string; readonly problem: string }): void;
  end(): void;
  notices(): string[];
}

/** A line for each of the first problems and one for all others: a file may have a hundred thousand rows. */
function createWarnings(logger: Logger, file: string): Warnings {
  let count = 0;
  let first = '';
  return {
    of(problem) {
      count += 1;
      if (count === 1) first = `row ${problem.row}, column "${problem.column}" ${problem.problem}`;
      if (count <= warningsMax) logger.warn({ file, ...problem }, 'the directory has a cell that cannot be used');
    },
    end() {
      if (count > warningsMax)
        logger.warn({ file, more: count - warningsMax }, 'the directory has more cells that cannot be used');
    },
    notices: () =>
      count === 0
        ? []
        : [
            count === 1
              ? `DIRECTORY_FILE: in ${file} one cell cannot be used: ${first}`
              : `DIRECTORY_FILE: in ${file} ${count} cells cannot be used; the first: ${first}. The log has ${count > warningsMax ? `the first ${warningsMax}` : 'all'}`,
          ],
  };
}

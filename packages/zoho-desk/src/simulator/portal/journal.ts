import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { RecordKind, Records } from './records.ts';

export interface JournalEntry<Kind extends RecordKind = RecordKind> {
  readonly kind: Kind;
  readonly record: Records[Kind];
}

export interface Journal {
  /** The last version of each record, oldest first. */
  readonly entries: readonly JournalEntry[];
  append(entry: JournalEntry): void;
  close(): void;
}

/**
 * One line a change, written before the answer goes out: a simulator that is killed has lost nothing that its callers
 * were told. Opening keeps the last version of each record; a torn last line is dropped.
 */
export function openJournal(file: string): Journal {
  const latest = new Map<string, JournalEntry>();
  for (const entry of readEntries(file)) {
    latest.set(`${entry.kind} ${entry.record.id}`, entry);
  }
  const entries = [...latest.values()];
  const compact = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(compact, entries.map(toLine).join(''), { mode: 0o600 });
  renameSync(compact, file);
  const handle = openSync(file, 'a', 0o600);
  return {
    entries,
    append: (entry) => appendFileSync(handle, toLine(entry)),
    close: () => closeSync(handle),
  };
}

function toLine(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

function readEntries(file: string): readonly JournalEntry[] {
  if (!existsSync(file)) {
    return [];
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => parseLine(line));
}

function parseLine(line: string): readonly JournalEntry[] {
  try {
    const entry: unknown = JSON.parse(line);
    const isEntry = typeof entry === 'object' && entry !== null && 'kind' in entry && 'record' in entry;
    return isEntry ? [entry as JournalEntry] : [];
  } catch {
    return [];
  }
}

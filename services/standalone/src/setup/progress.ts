import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const progressSchema = z.object({
  /** Settings that are found out already, by variable. */
  settings: z.record(z.string(), z.string()),
  /** Names of custom fields as Desk gave them, by key of the operator's file; null: left out. */
  fields: z.record(z.string(), z.string().nullable()),
  /** Things that need not be done twice: a mail that went out, a question that was answered with no. */
  done: z.array(z.string()),
});
export type ProgressState = z.output<typeof progressSchema>;

export interface Progress {
  /** Null: this is a new beginning. */
  readonly found: ProgressState | null;
  state(): ProgressState;
  /** On disk when it returns: a grant code that was exchanged cannot be exchanged again. */
  set(settings: Readonly<Record<string, string>>): void;
  setField(key: string, name: string | null): void;
  finish(step: string): void;
  isDone(step: string): boolean;
  forget(): void;
}

/**
 * What an interrupted set-up goes on from. It stands beside the settings file, has the same secrets in it, is for its
 * owner's eyes only, and is gone when the set-up is over.
 */
export function openProgress(settingsFile: string, { fresh = false } = {}): Progress {
  const file = join(dirname(settingsFile), '.acebuddy-setup.json');
  const found = fresh ? null : read(file);
  let state = found ?? { settings: {}, fields: {}, done: [] };
  const save = (next: ProgressState) => {
    state = next;
    writePrivately(file, `${JSON.stringify(state, null, 2)}\n`);
  };
  return {
    found,
    state: () => state,
    set: (settings) => save({ ...state, settings: { ...state.settings, ...settings } }),
    setField: (key, name) => save({ ...state, fields: { ...state.fields, [key]: name } }),
    finish: (step) => save({ ...state, done: [...new Set([...state.done, step])] }),
    isDone: (step) => state.done.includes(step),
    forget: () => rmSync(file, { force: true }),
  };
}

function read(file: string): ProgressState | null {
  try {
    return progressSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** The file is the old one or the new one, whatever happens in between, and never for others. */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${process.pid}.part`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  renameSync(draft, file);
}

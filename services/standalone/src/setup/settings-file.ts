import { chmodSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Environment, secretFileOf } from '@acebuddy/service-kit';
import { writePrivately } from './progress.ts';

/**
 * Sets variables in the text of a settings file and changes nothing else of it: order, comments and what it does not know
 * stay. A variable that has a line, set or empty, is set there; the others come to the end.
 */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  let whole = text;
  const added: string[] = [];
  for (const [name, value] of Object.entries(settings)) {
    const line = `${name}=${quoted(value)}`;
    const place = lineOf(whole, name);
    if (place === null) added.push(line);
    else whole = whole.slice(0, place.from) + line + whole.slice(place.to);
  }
  if (added.length === 0) return whole;
  const border = whole === '' || whole.endsWith('\n') ? '' : '\n';
  return `${whole}${border}${added.join('\n')}\n`;
}

/** The last line of a variable counts, values over several lines included. */
function lineOf(text: string, name: string): { readonly from: number; readonly to: number } | null {
  const value = String.raw`(?:"[^"]*"|'[^']*'|${'`'}[^${'`'}]*${'`'}|[^\r\n]*)`;
  const found = [...text.matchAll(new RegExp(`^(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*${value}`, 'gm'))].at(-1);
  return found === undefined ? null : { from: found.index, to: found.index + found[0].length };
}

/** In the quotes that Node reads back as the same text. */
function quoted(value: string): string {
  if (/^[\w./:@,+=-]*$/.test(value)) return value;
  const quote = ["'", '"', '`'].find((each) => !value.includes(each) && (each !== '"' || !value.includes('\\')));
  if (quote === undefined || parseEnv(`A=${quote}${value}${quote}`).A !== value)
    throw new TypeError('a value with all kinds of quotes cannot stand in a settings file');
  return `${quote}${value}${quote}`;
}

/**
 * Writes settings into the file (mode 0600); one that was there is kept beside it first.
 * @returns where the one that was there is kept; null when there was none, or nothing is changed
 */
export function writeSettings(
  file: string,
  settings: Readonly<Record<string, string>>,
  keepCopy: KeepCopy,
): string | null {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  const after = withSettings(before ?? '', settings);
  if (before === after) return null;
  const kept = before === null ? null : keepCopy(file);
  writePrivately(file, after);
  return kept;
}

/**
 * Without the secrets that stand in files which the settings name (`SMTP_URL_FILE`): given in both ways nothing starts. One that
 * is not what stands there any more takes the place of the file.
 *
 * @param env where the secrets of those files are in their places
 */
export function besideSecretFiles(
  file: string,
  settings: Readonly<Record<string, string>>,
  env: Environment,
): Record<string, string> {
  const named = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const isInFile = (name: string) => (named[secretFileOf(name)]?.trim() ?? '') !== '';
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => {
      if (!isInFile(name)) return [[name, value]];
      return env[name] === value
        ? []
        : [
            [name, value],
            [secretFileOf(name), ''],
          ];
    }),
  );
}

/** Keeps what was there, once in a run: what the run itself wrote is nobody's to keep. */
export type KeepCopy = (file: string) => string | null;

/** A copy beside the file, for its owner only. */
export function keep(file: string, now: Date): string {
  const copy = `${file}.${now.toISOString().replaceAll(/[:.]/g, '-')}.backup`;
  copyFileSync(file, copy);
  chmodSync(copy, 0o600);
  return copy;
}

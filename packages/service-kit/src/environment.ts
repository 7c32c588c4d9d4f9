import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { ConfigError, type Environment } from './config.ts';
import { openToOthers } from './open-to-others.ts';
import { withSecretsFromFiles } from './secrets-from-files.ts';

export { CommandError, ConfigError, type Environment } from './config.ts';

/**
 * Names another file in place of `.env`, or none (`off`). Whatever drives the product from outside – tests, chaos,
 * benchmarks, the parent of services that has read the file for them – sets it to `off`: what an operator has written down
 * for her real desk must not reach them.
 */
export const environmentFileVariable = 'ACEBUDDY_ENV_FILE';
export const noEnvironmentFile = 'off';

/** Beside the checkout, whatever folder a program is started from. */
const defaultFile = fileURLToPath(new URL('../../../.env', import.meta.url));

export interface ReadEnvironment {
  readonly env: Environment;
  /** The file that was read; null when there is none. */
  readonly file: string | null;
  /** Names that stand in it. */
  readonly names: readonly string[];
  /** What an operator should know about it, one sentence each, without the last dot. */
  readonly notices: readonly string[];
}

/**
 * What a program is configured by: the environment, and for variables that are not in it the file `.env`. A variable that
 * is set but empty is in the environment, too, so that a setting of the file can be switched off for one start. Secrets that
 * stand in files of their own (`…_FILE`) are in their places.
 * @throws ConfigError when a file is named and not there, or cannot be read.
 */
export function readEnvironment(environment: Environment): ReadEnvironment {
  const named = environment[environmentFileVariable]?.trim() ?? '';
  if (named === noEnvironmentFile)
    return { env: withSecretsFromFiles(environment), file: null, names: [], notices: [] };
  const file = named === '' ? defaultFile : named;
  const text = readText(file, named !== '');
  if (text === null) return { env: withSecretsFromFiles(environment), file: null, names: [], notices: [] };
  // A byte order mark is no part of the first name.
  const settings = parseEnv(text.replace(/^\uFEFF/, ''));
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const env = withSecretsFromFiles({ ...settings, ...set });
  return { env, file, names: Object.keys(settings), notices: noticesOn(file) };
}

function readText(file: string, isWanted: boolean): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && !isWanted) return null;
    throw new ConfigError([`${file} cannot be read (${code})`], 'SETTINGS_FILE_UNREADABLE');
  }
}

function noticesOn(file: string): string[] {
  return [`Settings are from ${file}; the environment wins`, ...openToOthers(file)];
}

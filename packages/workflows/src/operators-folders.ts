import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, type Environment, readEnvironment } from '@acebuddy/service-kit/environment';

/**
 * The folders that a command about workflows is for: those of its arguments, meant from where it was called, else
 * `WORKFLOWS_DIR` as the start reads it.
 * @throws ConfigError where one is none.
 */
export function operatorsFolders(args: readonly string[], environment: Environment): string[] {
  const { env } = readEnvironment(environment);
  const named = env.WORKFLOWS_DIR?.trim() ?? '';
  // pnpm runs scripts in the root.
  const folders = args.length > 0 ? args.map((folder) => resolve(env.INIT_CWD ?? '.', folder)) : [];
  const found = args.length > 0 || named === '' ? folders : [resolve(named)];
  const missing = found.find((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true);
  if (missing === undefined) return found;
  throw new ConfigError([`${args.length > 0 ? '' : 'WORKFLOWS_DIR: '}${missing} is no folder`], 'PATH_UNUSABLE');
}

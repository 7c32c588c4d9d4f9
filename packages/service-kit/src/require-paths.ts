import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config.ts';

export interface NamedPath {
  /** Variable that names the path. */
  readonly variable: string;
  /** Undefined where the variable is not set: then there is nothing to look for. */
  readonly path: string | undefined;
  readonly kind: 'file' | 'folder';
  /** It is made where it is not there. @default false */
  readonly mayBeMissing?: boolean;
}

/**
 * What a variable names must be there: a typing mistake in a path would otherwise be taken for "nothing configured".
 * @throws ConfigError with every path that is missing, of the wrong kind or not readable.
 */
export function requirePaths(paths: readonly NamedPath[]): void {
  const problems = paths.map(problemWith).filter((problem) => problem !== null);
  if (problems.length > 0) throw new ConfigError(problems, 'PATH_UNUSABLE');
}

function problemWith({ variable, path, kind, mayBeMissing = false }: NamedPath): string | null {
  if (path === undefined) return null;
  const problem = problemAt(path, kind);
  const left = mayBeMissing && problem === notThere ? problemOfMaking(resolve(path)) : problem;
  return left === null ? null : `${variable}: ${resolve(path)} ${left}`;
}

/**
 * Step by step: Node's own recursive way never ends where a file system takes no folders, as below /proc. A full or read-only
 * one is not the path's fault: whoever writes there first says so.
 */
function problemOfMaking(path: string): string | null {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  try {
    for (const folder of missing) mkdirSync(folder, { mode: 0o700 });
    return null;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'cannot be made: no folder can be there' : null;
  }
}

const notThere = 'is not there';

function problemAt(path: string, kind: NamedPath['kind']): string | null {
  try {
    const found = statSync(path);
    if (kind === 'folder' ? !found.isDirectory() : found.isDirectory()) return `is no ${kind}`;
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? notThere : `cannot be read (${code})`;
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One folder a release, named by its version: what that release promised to its neighbours. */
export const contractsFolder = join(import.meta.dirname, '../../contracts');

export interface Release {
  readonly version: string;
  /** Contract files by name, as they were written when the release was cut. */
  readonly files: ReadonlyMap<string, object>;
}

/** The newest release with contract files. @throws when there is none: then nothing could be compared. */
export function lastRelease(folder = contractsFolder): Release {
  const versions = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+$/.test(name)) : [];
  const version = versions.toSorted((left, right) => left.localeCompare(right, 'en', { numeric: true })).at(-1);
  if (version === undefined)
    throw new Error(`${folder} has no contract files of a release; \`pnpm release\` writes them`);
  const names = readdirSync(join(folder, version)).filter((name) => name.endsWith('.json'));
  const read = (name: string): object => JSON.parse(readFileSync(join(folder, version, name), 'utf8'));
  return { version, files: new Map(names.map((name) => [name, read(name)])) };
}

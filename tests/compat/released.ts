import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One archive a release: what its services need to run from source. */
export const releasesFolder = join(import.meta.dirname, 'releases');

const suffix = '.tar.zst';

/** The archive of the newest release; null before the first one is cut. */
export function lastArchive(): { readonly version: string; readonly archive: Buffer } | null {
  const names = existsSync(releasesFolder) ? readdirSync(releasesFolder).filter((name) => name.endsWith(suffix)) : [];
  const name = names.toSorted((left, right) => left.localeCompare(right, 'en', { numeric: true })).at(-1);
  if (name === undefined) return null;
  return { version: name.slice(0, -suffix.length), archive: readFileSync(join(releasesFolder, name)) };
}

export const archiveFile = (version: string): string => join(releasesFolder, `${version}${suffix}`);

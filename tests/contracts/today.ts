import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractFiles } from './contract-files.ts';

const root = join(import.meta.dirname, '../..');

/** Version of the product as the root manifest says it: that of the last release. */
export function currentVersion(): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/** Today's contracts, with the HTTP interface of the gateway as it is described for its callers. */
export function todaysContracts(version = currentVersion()): Map<string, object> {
  const files = new Map<string, object>(contractFiles(version));
  return files.set('http.json', JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8')));
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder } from './last-release.ts';
import { todaysContracts } from './today.ts';

/** Writes today's contracts as those of this release, and nothing is allowed against it yet. */
export function writeContracts(version: string, folder = contractsFolder): void {
  const target = join(folder, version);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, file] of todaysContracts(version))
    writeFileSync(join(target, name), `${JSON.stringify(file, null, 1)}\n`);
}

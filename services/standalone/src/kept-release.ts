import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { release } from '@acebuddy/service-kit';

const fileOf = (dataDir: string) => join(dataDir, 'release');

/** The newest release that ever used the data folder; null where none left its name. */
export function keptRelease(dataDir: string): string | null {
  try {
    return readFileSync(fileOf(dataDir), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** Leaves the name of this release, unless a newer one was here. A folder that takes no file has worse troubles, which are told. */
export function noteRelease(dataDir: string): void {
  const kept = keptRelease(dataDir);
  if (kept === release || (kept !== null && isNewer(kept, release))) return;
  try {
    writeFileSync(fileOf(dataDir), `${release}\n`, { mode: 0o600 });
  } catch {
    // Said by the check of the data folder.
  }
}

/** Whether release `a` came after `b`: numbers between dots. */
export function isNewer(a: string, b: string): boolean {
  const [of, than] = [a, b].map((text) => text.split(/[.-]/).map((part) => Number(part) || 0));
  for (let at = 0; at < 3; at += 1) {
    const difference = (of?.[at] ?? 0) - (than?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `pnpm --filter @acebuddy/console build` puts the page. */
export const consoleFolder = fileURLToPath(new URL('../../../../packages/console/dist', import.meta.url));

/** While it is there, and not old, somebody builds what will lie in `folder`. */
export const buildingMark = (folder: string): string => `${folder}.building`;

/** A build that was killed leaves its mark; none takes that long. Milliseconds. */
export const buildMsMax = 180_000;

/** Whether the console is there, is being built by some process, or is neither. */
export async function stateOfConsole(folder: string): Promise<'built' | 'building' | 'absent'> {
  if ((await ageOf(join(folder, 'index.html'))) !== null) return 'built';
  const age = await ageOf(buildingMark(folder));
  return age !== null && age < buildMsMax ? 'building' : 'absent';
}

async function ageOf(path: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}

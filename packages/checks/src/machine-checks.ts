import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openToOthers } from '@acebuddy/service-kit';
import { type Check, fine, problem, skipped, warning } from './check.ts';

const nodeMajor = 24;

/** @param version as `process.version` has it */
export function nodeCheck(version: string): Check {
  const major = Number(/^v(\d+)\./.exec(version)?.[1]);
  return {
    id: 'node',
    look: async () =>
      major >= nodeMajor
        ? fine(version)
        : problem(`${version} is too old`, `AceBuddy needs Node ${nodeMajor}: "npx -y pnpm start" brings its own`),
  };
}

/** @param file `.env` as it was read; null: none */
export function envFileCheck(file: string | null): Check {
  return {
    id: 'env_file',
    look: async () => {
      if (file === null) return skipped('There is none: settings come from the environment');
      const [open] = openToOthers(file);
      return open === undefined ? fine(file) : warning(`${file} can be read by other users`, `chmod 600 ${file}`);
    },
  };
}

const gigabyte = 1024 ** 3;
/** A busy day writes less than that; the log of a store may need it while it is tidied. */
const freeMin = gigabyte;
const freeProblem = gigabyte / 8;

/** @param free bytes that this user may still write, as the system says */
export function diskCheck(folder: string, free: (path: string) => Promise<number> = freeBytes): Check {
  return {
    id: 'disk',
    look: async () => {
      const bytes = await free(nearestExisting(resolve(folder)));
      const said = `${(bytes / gigabyte).toFixed(1)} GB free at ${resolve(folder)}`;
      const mend = 'Make room, or set DATA_DIR to a folder on another disk: when it is full, chats are refused';
      if (bytes < freeProblem) return problem(said, mend);
      return bytes < freeMin ? warning(said, mend) : fine(said);
    },
  };
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** The folder is made at the first start; until then the disk is that of the folder around it. */
function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

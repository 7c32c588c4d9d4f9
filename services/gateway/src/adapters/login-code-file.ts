import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LoginCodes } from '../ports.ts';

/** Long enough to come back to a terminal after lunch. */
const validForMs = 12 * 3_600_000;
const keptSchema = z.object({ digest: z.string(), until: z.number() });

const fileIn = (dataDir: string) => join(dataDir, 'login-code');
const digestOf = (code: string) => createHash('sha256').update(code).digest();

/** Makes the code of this start; those of earlier starts end. Only its digest is written down. */
export async function makeLoginCode(dataDir: string, now: () => Date): Promise<string> {
  const code = randomBytes(24).toString('base64url');
  const kept = { digest: digestOf(code).toString('base64'), until: now().getTime() + validForMs };
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = fileIn(dataDir);
  const whole = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(whole, JSON.stringify(kept), { mode: 0o600 });
  await rename(whole, file);
  return code;
}

/** Takes the code of the newest start once, in whichever gateway of this folder. */
export function openLoginCodes(dataDir: string, now: () => Date): LoginCodes {
  const file = fileIn(dataDir);
  return {
    async redeem(code) {
      const kept = await readKept(file);
      if (kept === null || kept.until < now().getTime()) return false;
      const digest = Buffer.from(kept.digest, 'base64');
      if (digest.length !== 32 || !timingSafeEqual(digest, digestOf(code))) return false;
      // Of two at once only one can take the file away.
      const spent = `${file}.${randomBytes(6).toString('hex')}`;
      const isFirst = await rename(file, spent).then(
        () => true,
        () => false,
      );
      await rm(spent, { force: true });
      return isFirst;
    },
  };
}

async function readKept(file: string): Promise<z.output<typeof keptSchema> | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Break } from './breaks.ts';
import { contractsFolder } from './last-release.ts';

const allowedSchema = z
  .array(z.strictObject({ at: z.string(), says: z.string(), reason: z.string().min(20) }))
  .nullable()
  .transform((lines) => lines ?? []);
export type Allowed = z.infer<typeof allowedSchema>;

export const allowedBreaksFile = join(contractsFolder, 'allowed-breaks.yaml');

/** Breaks that somebody took the responsibility for, each with a reason. */
export function readAllowedBreaks(): Allowed {
  return allowedSchema.parse(parse(readFileSync(allowedBreaksFile, 'utf8')));
}

export interface Judged {
  readonly refused: readonly Break[];
  /** Lines that allow nothing (any more): a later break of the same words would slip through. */
  readonly idle: Allowed;
}

export function judge(breaks: readonly Break[], allowed: Allowed): Judged {
  const fits = (each: Break, line: Allowed[number]) => each.at === line.at && each.says === line.says;
  return {
    refused: breaks.filter((each) => !allowed.some((line) => fits(each, line))),
    idle: allowed.filter((line) => !breaks.some((each) => fits(each, line))),
  };
}

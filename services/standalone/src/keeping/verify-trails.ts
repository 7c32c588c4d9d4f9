import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AuditReport, openAudit } from '@acebuddy/audit';
import type { Logger } from '@acebuddy/service-kit';
import { type Database, type EncryptionKeys, holdsRecords, openKeyMarks } from '@acebuddy/storage';
import { z } from 'zod';
import { type ServiceName, serviceNames } from '../service-names.ts';

const headSchema = z.object({ seq: z.number().int(), hash: z.string() });
const headsSchema = z.partialRecord(z.enum(serviceNames), headSchema);
type Heads = z.infer<typeof headsSchema>;

/** Every start writes an entry before anything else happens. */
const emptied = {
  seq: 0,
  problem: 'the whole trail is gone, although the store is in use: every start writes an entry',
};

export interface VerifyTrailsOptions {
  readonly stores: Readonly<Record<ServiceName, Database>>;
  readonly keys: EncryptionKeys;
  readonly logger: Logger;
  /** Heads that were found last time: a trail that was cut short since then shows. */
  readonly headsFile: string;
  /** Heads that were noted elsewhere, by service; they go before those of the file. */
  readonly expected?: Readonly<Record<string, Heads[ServiceName]>>;
}

/**
 * Reads every trail and checks it against itself and against the head that was found last time. Where nothing is wrong
 * the new heads are noted; a file that cannot be read is an error, since starting anew would hide what it is for.
 */
export async function verifyTrails(options: VerifyTrailsOptions): Promise<readonly AuditReport[]> {
  const noted = { ...(await readHeads(options.headsFile)), ...headsSchema.parse(options.expected ?? {}) };
  const reports: AuditReport[] = [];
  for (const chain of serviceNames) {
    const database = options.stores[chain];
    const { keys: encryptionKeys, logger } = options;
    const audit = await openAudit({ chain, database, encryptionKeys, now: () => new Date(), logger });
    const report = await audit.verify({ expected: noted[chain] });
    reports.push(
      report.entries > 0 || (await isUntouched(database))
        ? report
        : { ...report, problems: [emptied, ...report.problems] },
    );
  }
  if (reports.every(({ problems }) => problems.length === 0)) await writeHeads(options.headsFile, reports);
  return reports;
}

/** Nothing was ever kept there: no service has started on it. */
async function isUntouched(database: Database): Promise<boolean> {
  return !(await holdsRecords(database)) && (await openKeyMarks(database).load()).version === 0;
}

async function readHeads(file: string): Promise<Heads> {
  try {
    return headsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(`The heads noted in ${file} cannot be read; compare them with a copy, or remove the file`, {
      cause: error,
    });
  }
}

async function writeHeads(file: string, reports: readonly AuditReport[]): Promise<void> {
  const heads = Object.fromEntries(reports.flatMap(({ chain, head }) => (head === null ? [] : [[chain, head]])));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(heads, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

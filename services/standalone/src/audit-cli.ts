import { join } from 'node:path';
import { createLogger, readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { openKeeping } from './keeping/open-keeping.ts';
import { verifyTrails } from './keeping/verify-trails.ts';

/**
 * `pnpm audit:verify`: reads every trail and names each altered or missing entry; exits with 1 when there is one. The
 * heads it finds are noted in `--heads FILE` (by itself `audit-heads.json` in the data folder) and must still be there
 * the next time, so that a trail that was cut short shows. Keep that file, or the printed heads, where whoever can write
 * to the stores cannot; `--expect conversation:120:<hash>` gives a printed head back.
 */
const usage = `pnpm audit:verify: reads the audit trail of every service and names each altered or missing entry. Changes no store.
Ends with 1 when there is one.

  --heads FILE      where the end of each trail is noted for the next time; by itself audit-heads.json in DATA_DIR
  --expect SERVICE:NUMBER:HASH   an end that was printed before and must still be there; may be given several times

Reads the settings that AceBuddy starts with (DATA_DIR or MONGODB_URI, ENCRYPTION_KEYS), .env included.`;
const { values } = readCommandLine({
  usage,
  options: { expect: { type: 'string', multiple: true, default: [] }, heads: { type: 'string' } },
});
const expected = Object.fromEntries(
  values.expect.map((text) => {
    const [chain = '', seq = '', hash = ''] = text.split(':');
    return [chain, { seq: Number(seq), hash }] as const;
  }),
);
async function verify(): Promise<boolean> {
  const keeping = await openKeeping(readEnvironment(process.env).env);
  try {
    const logger = createLogger({ name: 'audit', level: 'warn' });
    const headsFile = values.heads ?? join(keeping.dataDir, 'audit-heads.json');
    const reports = await verifyTrails({ ...keeping, logger, headsFile, expected });
    for (const { chain, entries, unsealed, head, problems, notes } of reports) {
      const state = problems.length === 0 ? 'unbroken' : `${problems.length} PROBLEMS`;
      console.log(
        `${chain}: ${entries} entries, ${state}${unsealed > 0 ? `, ${unsealed} under keys that are gone` : ''}`,
      );
      for (const note of notes) console.log(`  ${chain}: ${note}`);
      for (const { seq, problem } of problems) console.log(`  ${chain} entry ${seq}: ${problem}`);
      if (head !== null) console.log(`  head ${chain}:${head.seq}:${head.hash}`);
    }
    return reports.every(({ problems }) => problems.length === 0);
  } finally {
    await keeping.close();
  }
}

process.exitCode = await runCommand(verify, (text) => console.error(text));

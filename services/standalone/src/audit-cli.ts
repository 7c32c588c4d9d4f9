import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLogger } from '@acebuddy/service-kit';
import { openKeeping } from './keeping/open-keeping.ts';
import { verifyTrails } from './keeping/verify-trails.ts';

/**
 * `pnpm audit:verify`: reads every trail and names each altered or missing entry; exits with 1 when there is one. The
 * heads it finds are noted in `--heads FILE` (by itself `audit-heads.json` in the data folder) and must still be there
 * the next time, so that a trail that was cut short shows. Keep that file, or the printed heads, where whoever can write
 * to the stores cannot; `--expect conversation:120:<hash>` gives a printed head back.
 */
const { values } = parseArgs({
  options: { expect: { type: 'string', multiple: true, default: [] }, heads: { type: 'string' } },
});
const expected = Object.fromEntries(
  values.expect.map((text) => {
    const [chain = '', seq = '', hash = ''] = text.split(':');
    return [chain, { seq: Number(seq), hash }] as const;
  }),
);
const keeping = await openKeeping(process.env);
try {
  const logger = createLogger({ name: 'audit', level: 'warn' });
  const headsFile = values.heads ?? join(keeping.dataDir, 'audit-heads.json');
  for (const { chain, entries, unsealed, head, problems } of await verifyTrails({
    ...keeping,
    logger,
    headsFile,
    expected,
  })) {
    const state = problems.length === 0 ? 'unbroken' : `${problems.length} PROBLEMS`;
    console.log(
      `${chain}: ${entries} entries, ${state}${unsealed > 0 ? `, ${unsealed} under keys that are gone` : ''}`,
    );
    for (const { seq, problem } of problems) console.log(`  entry ${seq}: ${problem}`);
    if (head !== null) console.log(`  head ${chain}:${head.seq}:${head.hash}`);
    if (problems.length > 0) process.exitCode = 1;
  }
} finally {
  await keeping.close();
}

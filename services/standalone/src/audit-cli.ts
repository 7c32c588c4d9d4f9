import { parseArgs } from 'node:util';
import { openAudit } from '@acebuddy/audit';
import { createLogger } from '@acebuddy/service-kit';
import { openKeeping } from './keeping/open-keeping.ts';
import { serviceNames } from './stores.ts';

/**
 * `pnpm audit:verify`: reads every trail and names each altered or missing entry; exits with 1 when there is one. Keep the
 * heads that it prints and give them back with `--expect conversation:120:<hash>`, and a trail that was cut short shows.
 */
const { values } = parseArgs({ options: { expect: { type: 'string', multiple: true, default: [] } } });
const expected = new Map(
  values.expect.map((text) => {
    const [chain = '', seq = '', hash = ''] = text.split(':');
    return [chain, { seq: Number(seq), hash }] as const;
  }),
);
const keeping = await openKeeping(process.env);
try {
  const logger = createLogger({ name: 'audit', level: 'warn' });
  for (const chain of serviceNames) {
    const database = keeping.stores[chain];
    const audit = await openAudit({ chain, database, encryptionKeys: keeping.keys, now: () => new Date(), logger });
    const { entries, unsealed, head, problems } = await audit.verify({ expected: expected.get(chain) });
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

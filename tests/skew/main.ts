/**
 * `pnpm test:skew`: processes of the last release beside today's, while conversations go on. `--short` for update and
 * rollback only, `--from COMMIT` for another commit in the place of the last release, `--seed N`, `--conversations N`,
 * `--log FILE` for what the processes wrote.
 */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { packRelease, programIn, unpackRelease } from '../compat/release-archive.ts';
import { lastArchive } from '../compat/released.ts';
import { runSkew } from './run-skew.ts';

const usage = `pnpm test:skew: processes of the last release beside today's, while conversations go on. Takes minutes to an hour.

  --short             update and rollback only
  --from COMMIT       another commit in the place of the last release
  --seed N, --conversations N
  --log FILE          what the processes wrote`;
const { values } = readCommandLine({
  usage,
  options: {
    short: { type: 'boolean', default: false },
    from: { type: 'string' },
    seed: { type: 'string' },
    conversations: { type: 'string' },
    log: { type: 'string' },
  },
});
const startedAt = performance.now();
const say = (line: string) =>
  console.log(`  ${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${line}`);
const today = join(import.meta.dirname, '../..');
const old = values.from === undefined ? lastArchive() : { version: values.from, archive: packRelease(values.from) };
if (old === null) {
  console.log('LEFT OUT: no release has been cut yet (tests/compat/releases is empty); `--from COMMIT` takes a commit');
  process.exit(process.env.CI === undefined ? 0 : 1);
}
say(`release ${old.version} is unpacked and installed into the cache`);
const seed = Number(values.seed ?? randomInt(1, 1_000_000));
const checkouts = { old: unpackRelease(old.archive), new: today };
const report = await runSkew({
  programOf: (side, service) => programIn(checkouts[side], service),
  seed,
  conversations: Number(values.conversations ?? (values.short ? 40 : 120)),
  short: values.short,
  say,
});
if (report === null) {
  console.log('LEFT OUT: no MongoDB test server; pnpm mongo:install builds it');
  process.exit(process.env.CI === undefined ? 0 : 1);
}
if (values.log !== undefined) writeFileSync(values.log, report.log);
for (const line of report.lines) console.log(line);
for (const violation of report.violations) console.log(`VIOLATION ${violation}`);
console.log(`\nskew: release ${old.version} beside today's, seed ${seed}: ${report.violations.length} violations`);
process.exit(report.violations.length > 0 ? 1 : 0);

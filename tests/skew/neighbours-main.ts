/**
 * `pnpm test:release --only neighbours`: invented releases beside the commit that is checked out. The one that only adds
 * must lose nothing; the one that breaks must be found out. `--only fits|breaks`, `--seed N`, `--conversations N`.
 */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { packRelease, programIn, unpackRelease } from '../compat/release-archive.ts';
import { applyEdits, neighbours } from './neighbours.ts';
import { runSkew } from './run-skew.ts';

const usage = `pnpm test:release --only neighbours: invented releases beside the commit that is checked out.

  --only fits|breaks, --seed N, --conversations N, --log FILE`;
const { values } = readCommandLine({
  usage,
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    conversations: { type: 'string' },
    log: { type: 'string' },
  },
});
const startedAt = performance.now();
const say = (line: string) =>
  console.log(`  ${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${line}`);
const archive = packRelease('HEAD');
const today = unpackRelease(archive);
const seed = Number(values.seed ?? randomInt(1, 1_000_000));
let failed = false;
for (const { name, loses, edits } of neighbours) {
  const fits = loses === null;
  if (values.only !== undefined && values.only !== (fits ? 'fits' : 'breaks')) continue;
  console.log(`\nthe neighbour that ${name}, which ${fits ? 'must lose nothing' : 'must be found out'}`);
  const change = { key: JSON.stringify(edits), edit: (folder: string) => applyEdits(folder, edits) };
  const checkouts = { old: today, new: unpackRelease(archive, change) };
  const report = await runSkew({
    programOf: (side, service) => programIn(checkouts[side], service),
    seed,
    conversations: Number(values.conversations ?? 40),
    short: true,
    // What is lost stays lost; nobody waits for it longer than for the last lease.
    ...(fits ? {} : { restMsMax: 90_000 }),
    say,
  });
  if (report === null) {
    console.log('LEFT OUT: no MongoDB test server; pnpm mongo:install builds it');
    failed ||= process.env.CI !== undefined;
    continue;
  }
  if (values.log !== undefined) writeFileSync(`${values.log}.${fits ? 'fits' : 'breaks'}`, report.log);
  for (const violation of report.violations.slice(0, 20)) console.log(`VIOLATION ${violation}`);
  const isRight = fits
    ? report.violations.length === 0
    : report.violations.some((violation) => violation.includes(`: ${loses}: `));
  console.log(`${isRight ? 'ok' : 'FAILED'}: ${report.violations.length} violations, seed ${seed}`);
  failed ||= !isRight;
}
process.exit(failed ? 1 : 0);

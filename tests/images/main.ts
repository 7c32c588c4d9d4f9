/**
 * `pnpm test:release --only images`: builds the images of the Dockerfile, looks at them, runs the end-to-end suite against the
 * four, and replaces each one's replicas by another build and back while customers chat.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { unpackRelease } from '../compat/release-archive.ts';
import { lastArchive } from '../compat/released.ts';
import { runSkew } from '../skew/run-skew.ts';
import { createBuildah, withTodaysDockerfile } from './buildah.ts';
import { buildAll, programOf, services, settingsOf } from './images.ts';
import { lookAt } from './look-at.ts';

const usage = `pnpm test:release --only images: builds the images and runs them from their root file systems. As root, with buildah and
mmdebstrap; the first build takes minutes.

  --skip standalone,look,e2e,update   of these parts
  --use TODAY,OLD                     tags of images that were built before, in the place of building
  --seed N, --conversations N, --log FILE   of the update`;
const { values } = readCommandLine({
  usage,
  options: {
    skip: { type: 'string', default: '' },
    use: { type: 'string', default: '' },
    seed: { type: 'string' },
    conversations: { type: 'string' },
    log: { type: 'string' },
  },
});
const skipped = values.skip.split(',');
const [builtToday, builtOld] = values.use.split(',');
const startedAt = performance.now();
const say = (line: string) =>
  console.log(`  ${String(Math.round((performance.now() - startedAt) / 1_000)).padStart(4)} s  ${line}`);
const checkout = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'acebuddy-images-'));
const buildah = createBuildah();
const violations: string[] = [];
/** Quicker than the five seconds of the images: the balancer here looks five times a second. */
const drainMs = 1_500;

function runEndToEnd(today: ReturnType<typeof buildAll>): void {
  const programs = join(work, 'programs.json');
  writeFileSync(
    programs,
    JSON.stringify(Object.fromEntries([...today].map(([name, built]) => [name, programOf(built)]))),
  );
  const files = [
    'tests/e2e',
    ...['kill-one', 'console', 'draining'].map((name) => `tests/distributed/${name}.test.ts`),
  ];
  const config = ['--config', 'tests/distributed/vitest.config.ts'];
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...config, ...files], {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, ACEBUDDY_E2E_PROGRAMS: programs },
  });
  if (status !== 0) violations.push('the end-to-end suite failed against the images');
}

function buildOld(archive: Buffer, version: string) {
  const dockerfile = readFileSync(join(checkout, 'Dockerfile'), 'utf8');
  const context = withTodaysDockerfile(unpackRelease(archive), dockerfile, writeFileSync);
  return buildAll(buildah, services, context, version, say);
}

async function runUpdate(today: ReturnType<typeof buildAll>): Promise<void> {
  const last = lastArchive();
  if (last === null) return void violations.push('there is no release before this one to update from');
  const old = builtOld ? buildAll(buildah, services, null, builtOld, say) : buildOld(last.archive, last.version);
  const seed = Number(values.seed ?? randomInt(1, 1_000_000));
  const sides = { old, new: today };
  const report = await runSkew({
    programOf: (side, service) => {
      const built = sides[side].get(service);
      if (built === undefined) throw new TypeError(`no image of ${service}`);
      return programOf(built);
    },
    fallsBefore: ['new'],
    env: { ...process.env, ...settingsOf(today.values()), DRAIN_DELAY_MS: String(drainMs) },
    seed,
    conversations: Number(values.conversations ?? 40),
    short: true,
    say,
  });
  if (report === null) return void violations.push('no MongoDB test server; pnpm mongo:install builds it');
  if (values.log !== undefined) writeFileSync(values.log, report.log);
  for (const line of report.lines) console.log(line);
  violations.push(...report.violations);
  console.log(`update and rollback beside ${last.version}, seed ${seed}: ${report.violations.length} violations`);
}

try {
  say(`storage driver ${buildah.driver}`);
  const targets = skipped.includes('standalone') ? services : ([...services, 'standalone'] as const);
  const all = builtToday
    ? buildAll(buildah, targets, null, builtToday, say)
    : buildAll(buildah, targets, checkout, 'today', say);
  if (!skipped.includes('look'))
    for (const built of all.values()) violations.push(...(await lookAt(built)).map((what) => `${built.name}: ${what}`));
  const today = new Map([...all].filter(([name]) => name !== 'standalone'));
  if (!skipped.includes('e2e')) runEndToEnd(today);
  if (!skipped.includes('update')) await runUpdate(today);
} finally {
  buildah.close();
  rmSync(work, { recursive: true, force: true });
}
for (const violation of violations) console.log(`VIOLATION ${violation}`);
console.log(`\nimages: ${violations.length} violations`);
process.exit(violations.length > 0 ? 1 : 0);

/**
 * `pnpm chaos`: customers talk to the product while its processes are killed and everything it depends on fails; then what
 * is on the desk, in the mailbox and in the transcripts is compared with what they were told. `--short` for CI, `--seed N`
 * for the same plan again, `--conversations N`, `--only standalone-sqlite,distributed-mongodb`, `--quick` for short times of
 * looking for lost calls, `--log FILE` for what the processes wrote.
 */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { logOf } from './log-of.ts';
import { judgeOutage, renderOutage, runOutage } from './outage-report.ts';
import { judge, totalsOf } from './render.ts';
import { type RunResult, runChaos } from './run.ts';
import type { Setting } from './system.ts';

// Killed processes come back without compiling again, as with `pnpm start` (start.js of services/standalone).
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../node_modules/.cache/node-compile-cache');

const settings: Readonly<Record<string, Setting>> = {
  'standalone-sqlite': { topology: 'standalone', store: 'SQLite', replicas: 1 },
  'standalone-mongodb': { topology: 'standalone', store: 'MongoDB', replicas: 1 },
  'distributed-sqlite': { topology: 'distributed', store: 'SQLite', replicas: 1 },
  'distributed-mongodb': { topology: 'distributed', store: 'MongoDB', replicas: 2 },
};

const usage = `pnpm chaos: customers talk to the product while its processes are killed and what it depends on fails.

  --short              a few minutes, as in CI
  --seed N             the same plan again
  --conversations N    how many; 2000 by itself, 48 with --short
  --only A,B           of ${Object.keys(settings).join(', ')}
  --quick              short times of looking for lost calls
  --log FILE           what the processes wrote`;
const { values } = readCommandLine({
  usage,
  options: {
    short: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string' },
    conversations: { type: 'string' },
    only: { type: 'string' },
    log: { type: 'string' },
  },
});
const { short } = values;
const quick = short || values.quick;
const seed = Number(values.seed ?? randomInt(1, 1_000_000));
const names = values.only?.split(',') ?? (short ? ['standalone-sqlite', 'distributed-mongodb'] : Object.keys(settings));
const total = Number(values.conversations ?? (short ? 48 : 2_000));
const startedAt = performance.now();
console.log(`chaos: seed ${seed}, ${total} conversations over ${names.join(', ')}${quick ? ', short times' : ''}`);

const results: RunResult[] = [];
const leftOut: string[] = [];
// The short form runs its settings side by side, since most of its time is waiting; the long one after another.
if (short) await Promise.all(names.map(run));
else for (const name of names) await run(name);

const { lines, violations: broken } = judge(results);
const outage = await runOutage({ seed, conversations: short ? 40 : 500 });
const totals = totalsOf(results);
// A run that injected too little proves nothing.
const tooTame = !short && (totals.kinds < 20 || totals.kills * 10 < totals.conversations);
const violations = [...broken, ...judgeOutage(outage), ...(tooTame ? ['too few faults: lengthen the run'] : [])];
for (const line of ['', ...lines, '', ...renderOutage(outage), '']) console.log(line);
console.log(
  `seed ${seed}: ${totals.conversations} conversations, ${totals.kills} processes killed, ${totals.faults} faults of ${totals.kinds} kinds`,
);
for (const name of leftOut) console.log(`LEFT OUT: ${name}: no MongoDB test server; pnpm mongo:install builds it`);
for (const violation of violations.slice(0, 100)) console.log(`VIOLATION ${violation}`);
if (violations.length > 100) console.log(`… and ${violations.length - 100} more`);
const failed = violations.length > 0 || (leftOut.length > 0 && process.env.CI !== undefined);
console.log(`\n${failed ? 'FAILED' : 'ok'} after ${secondsSoFar()} s`);
if (failed)
  console.log(
    `again: pnpm chaos ${process.argv
      .slice(2)
      .filter((arg, at, all) => arg !== '--seed' && all[at - 1] !== '--seed')
      .join(' ')} --seed ${seed}`,
  );
process.exit(failed ? 1 : 0);

function secondsSoFar(): number {
  return Math.round((performance.now() - startedAt) / 1_000);
}

async function run(name: string): Promise<void> {
  const setting = settings[name];
  if (setting === undefined) throw new TypeError(`no setting is called ${name}: ${Object.keys(settings).join(', ')}`);
  const conversations = Math.ceil(total / names.length);
  const result = await runChaos({
    setting,
    seed,
    conversations,
    quick,
    customers: short ? 4 : 12,
    // Each takes the whole of standalone down for as long as it starts.
    killsMax: short ? (setting.topology === 'standalone' ? 4 : 8) : Number.POSITIVE_INFINITY,
    killsMin: short ? 3 : Math.ceil(conversations / 10),
    restMsMax: short ? 150_000 : quick ? 240_000 : 1_200_000,
    env: process.env,
    say: (line) => console.log(`  ${String(secondsSoFar()).padStart(4)} s  ${name}: ${line}`),
  });
  if (result === null) {
    leftOut.push(name);
    return;
  }
  results.push(result);
  const own = judge([result]).violations;
  console.log(`  ${name}: ${own.length} violations`);
  for (const violation of own.slice(0, 20)) console.log(`    ${violation}`);
  if (values.log !== undefined) writeFileSync(`${values.log}.${name}`, logOf(result));
}

/**
 * `pnpm test:release`: the suites that take too long for every change, one after the other, with a report at the end. Run
 * before a release, and whenever the area of one of them changes. `--only skew,chaos` for some of them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';

interface Suite {
  readonly name: string;
  /** When a change calls for it. */
  readonly area: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const suites: readonly Suite[] = [
  { name: 'skew', area: 'contracts, stored data, error codes, outboxes', args: ['tests/skew/main.ts'] },
  { name: 'neighbours', area: 'the same, and the skew suite itself', args: ['tests/skew/neighbours-main.ts'] },
  { name: 'chaos', area: 'whatever is promised (docs/promises.md)', args: ['tests/chaos/main.ts'] },
  { name: 'restore', area: 'stores, the ledger, notifications, backup', args: ['tests/restore/main.ts'] },
  {
    name: 'alerts',
    area: 'the alert rules and the dashboard (deploy), and the names of series',
    args: ['tests/alerts/main.ts'],
  },
  {
    name: 'images',
    area: 'the Dockerfile, what services depend on, how they start and stop',
    args: ['tests/images/main.ts'],
  },
  { name: 'deploy', area: 'compose.yaml and deploy/', args: ['tests/deploy/main.ts'] },
  { name: 'docs', area: 'pages of docs, README and the site', args: ['tests/docs/main.ts'] },
  {
    name: 'crossed',
    area: 'the dialogue, and what is kept of a turn',
    args: ['node_modules/vitest/vitest.mjs', 'run', 'tests/conversations/crossed-messages.test.ts'],
    env: { CROSSED: 'all' },
  },
  {
    name: 'learn',
    area: 'detection, and what is learned from labels: on all topics',
    args: ['node_modules/vitest/vitest.mjs', 'run', 'packages/detection/test/learn'],
    env: { LEARN: 'whole' },
  },
  {
    name: 'walks',
    area: 'the dialogue: random customers, as many as take minutes',
    args: ['node_modules/vitest/vitest.mjs', 'run', 'tests/conversations/random-walks.test.ts'],
    env: { RANDOM_WALKS: '1000' },
  },
];

const usage = `pnpm test:release: the suites that take too long for every change, one after the other. Takes hours.

  --only A,B   of ${suites.map(({ name }) => name).join(', ')}`;
const { values } = readCommandLine({ usage, options: { only: { type: 'string' } } });
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !suites.some((suite) => suite.name === name)) ?? [];
if (unknown.length > 0) throw new TypeError(`no suite is called ${unknown.join(', ')}`);

const lines: string[] = [];
for (const { name, area, args, env: own } of suites) {
  if (wanted !== undefined && !wanted.includes(name)) {
    lines.push(`not run  ${name} (${area})`);
    continue;
  }
  const startedAt = performance.now();
  console.log(`\n== ${name}`);
  // A suite that has to be left out on this machine is no success here.
  const env = { ...process.env, ...own, CI: 'true' };
  const { status } = spawnSync(process.execPath, [...args], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
    env,
  });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  lines.push(`${status === 0 ? 'ok      ' : 'FAILED  '} ${name} (${seconds} s)`);
}
console.log(`\n== report\n${lines.join('\n')}`);
process.exitCode = lines.some((line) => line.startsWith('FAILED')) ? 1 : 0;

/**
 * `pnpm test:release --only deploy`: what lies in `deploy/` and `compose.yaml`, looked at by the programs that will read it: Docker
 * Compose's own reader, systemd, helm, and the schemas of Kubernetes. The first run builds them (Go, pip: minutes), later ones take seconds.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { checkChart, checkTheChecks } from './check-chart.ts';
import { checkCompose } from './check-compose.ts';
import { run } from './tools.ts';

readCommandLine({
  usage:
    'pnpm test:release --only deploy: compose file, systemd unit and Helm chart. Needs Go, pip and systemd-analyze.',
});
const checkout = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'acebuddy-deploy-'));
const example = readFileSync(join(checkout, '.env.example'), 'utf8');
const settings = new Set([...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name));
settings.add('ACEBUDDY_ENV_FILE');

/** Of 10 (nothing is kept from it) as systemd counts. */
const exposureMax = 2;

function checkUnit(): string[] {
  const unit = join(checkout, 'deploy/systemd/acebuddy.service');
  const verified = run('systemd-analyze', ['verify', unit]);
  const { text } = run('systemd-analyze', ['security', '--offline=true', unit]);
  const exposure = Number(/exposure level .*: ([\d.]+)/.exec(text)?.[1] ?? Number.NaN);
  return [
    ...(verified.status === 0 && verified.text === '' ? [] : [`systemd-analyze verify: ${verified.text}`]),
    ...(exposure <= exposureMax ? [] : [`exposure ${exposure}`]),
  ];
}

const checks: Readonly<Record<string, () => string[]>> = {
  'compose.yaml': () => checkCompose(checkout, work, settings),
  'systemd unit': checkUnit,
  'Helm chart': () => checkChart(checkout, work),
  'the checks themselves': () => checkTheChecks(checkout, work),
};
let failed = 0;
try {
  for (const [name, check] of Object.entries(checks)) {
    const problems = check();
    failed += problems.length;
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const problem of problems) console.log(`VIOLATION ${problem}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed > 0 ? 1 : 0);

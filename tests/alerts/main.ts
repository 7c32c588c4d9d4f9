/**
 * The suite `alerts` of `pnpm test:release`: promtool checks the rules, tries each of them (deploy/prometheus), and reads every
 * expression of the dashboard.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { promtool } from './promtool.ts';

const root = join(import.meta.dirname, '../..');
const prometheus = join(root, 'deploy/prometheus');
const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
});

/** The expressions as rules, since promtool reads no dashboards; Grafana's own interval is some interval. */
function dashboardAsRules(): string {
  const { panels } = dashboardSchema.parse(
    JSON.parse(readFileSync(join(root, 'deploy/grafana/acebuddy.json'), 'utf8')),
  );
  const exprs = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m')));
  if (exprs.length === 0) throw new Error('the dashboard has no expressions');
  const rules = exprs.map((expr, at) => ({ record: `dashboard:${at}`, expr }));
  return stringify({ groups: [{ name: 'dashboard', rules }] });
}

const work = mkdtempSync(join(tmpdir(), 'acebuddy-alerts-'));
try {
  const program = promtool();
  const dashboard = join(work, 'dashboard.rules.yaml');
  writeFileSync(dashboard, dashboardAsRules());
  const failed = [
    ['check', 'rules', '--lint=all', '--lint-fatal', join(prometheus, 'acebuddy.rules.yaml'), dashboard],
    ['check', 'config', '--syntax-only', join(prometheus, 'prometheus.example.yaml')],
    ['test', 'rules', join(prometheus, 'acebuddy.rules.test.yaml')],
  ].filter((args) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

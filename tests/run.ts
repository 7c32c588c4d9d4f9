/**
 * `pnpm test`: runs every suite that this machine can run, then says what ran and what was left out, why, and what would add
 * it. Arguments are handed to vitest (`pnpm test packages/storage`).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { type Summary, summarize, vitestReportSchema } from '@acebuddy/testkit/report';

const usage = `pnpm test [PATHS]: every suite that this machine can run, then what ran, what was left out, why, and what would add it.
Paths, and options of vitest after them, choose some of them.`;
if (process.argv.includes('--help') || process.argv.includes('-h')) readCommandLine({ usage });

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
const folder = mkdtempSync(join(tmpdir(), 'acebuddy-report-'));
const reportFile = join(folder, 'report.json');

const code = await runVitest(process.argv.slice(2));
const summary = readSummary(code);
rmSync(folder, { recursive: true, force: true });
for (const line of [...summary.lines, '', ...otherSuites(), '']) console.log(line);
console.log(`${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`);
process.exitCode = summary.failed > 0 || code !== 0 ? 1 : 0;

function runVitest(filters: readonly string[]): Promise<number> {
  const reporters = [
    '--reporter=dot',
    `--reporter=${fileURLToPath(import.meta.resolve('@acebuddy/testkit/report-writer'))}`,
  ];
  const env = { ...process.env, ACEBUDDY_TEST_REPORT: reportFile };
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...filters], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  // Ctrl-C reaches vitest too, which ends its servers; wait for it.
  process.on('SIGINT', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
}

function readSummary(exitCode: number): Summary {
  try {
    const report = vitestReportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
    return summarize({ ...report, success: exitCode === 0 }, root);
  } catch {
    return { lines: [`vitest ended with ${exitCode} and left no report.`], passed: 0, failed: 1, skipped: 0 };
  }
}

/** The root scripts that run what this command does not. */
function otherSuites(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const names = Object.keys(scripts).filter((name) => /^(test:.+|chaos|bench.*)$/.test(name));
  return ['Suites with commands of their own', ...names.map((name) => `  pnpm ${name}`)];
}

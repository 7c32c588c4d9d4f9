import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'detect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

test('every line of input gives one line of JSON, plain or wrapped', async () => {
  const { stdout } = await run(
    [],
    'my printer is offline\r\n{"text":"please unlock my account"}\n\n{broken\nhello there',
  );
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => [line.text, line.workflow])).toEqual([
    ['my printer is offline', 'printer_issues'],
    ['please unlock my account', 'account_locked'],
    ['{broken', null],
    ['hello there', null],
  ]);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['text', 'workflow', 'confidence', 'alternatives']);
    expect(line.confidence).toBeGreaterThan(0);
    expect(line.confidence).toBeLessThanOrEqual(1);
  }
});

test('evaluation prints the figures and the confusion table', async () => {
  const file = join(folder, 'lines.jsonl');
  writeFileSync(
    file,
    '{"text":"my printer is offline","workflow":"printer_issues"}\n{"text":"thank you so much","workflow":null}\n{"text":"forgot my password","workflow":"qb_mfa"}\n',
  );
  const { stdout } = await run(['--evaluate', file], '');
  expect(stdout).toContain('messages               3');
  expect(stdout).toContain('accuracy (all labels)  66.7%');
  expect(stdout).toContain('out-of-scope recall    100.0%');
  expect(stdout).toContain('confusion (rows: labelled, columns: answered)');
});

test('a malformed evaluation file is refused with its line', async () => {
  const file = join(folder, 'bad.jsonl');
  writeFileSync(file, '{"text":"x","workflow":null}\n{"txt":"y"}\n');
  const { code, stderr } = await run(['--evaluate', file], '');
  expect(code).toBe(1);
  expect(stderr).toContain('bad.jsonl line 2');
});

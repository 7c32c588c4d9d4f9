import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('understand-cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'understand-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

test('every line of input gives one line of JSON, the primary act first', async () => {
  const { stdout } = await run(
    [],
    `${JSON.stringify({ text: 'my printer is offline', question: { kind: 'idle' } })}\n\n${JSON.stringify({
      text: 'yes',
      question: { kind: 'confirm', ask: 'Shall I send this to the team?' },
      locale: 'en-US',
    })}\n`,
  );
  const [request, yes] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(Object.keys(request)).toEqual(['acts', 'topic', 'values']);
  expect(request.acts[0]).toEqual({
    act: 'request',
    confidence: expect.any(Number),
    workflow: 'printer_issues',
  });
  expect(request.topic).toEqual({ workflow: 'printer_issues', confidence: expect.any(Number) });
  expect(yes.acts[0].act).toBe('yes');
});

test('a line has the values that the parsers of answers read, what answers the question first', async () => {
  const line = {
    text: 'my number is (312) 555-0199, and the address ann@example.com, not bob@example.com',
    question: { kind: 'email' },
    locale: 'en-US',
  };
  const { stdout } = await run([], `${JSON.stringify(line)}\n`);
  expect(JSON.parse(stdout).values).toEqual([
    { type: 'email', value: 'ann@example.com', text: 'ann@example.com', confidence: 0.95 },
    { type: 'phone', value: '+1 312 555 0199', text: '(312) 555-0199', confidence: 0.9 },
  ]);
});

test('a line that is not of the form is refused with its number', async () => {
  const { code, stderr } = await run([], '{"text":"hi"}\n{"text":"hi","question":{"kind":"open"}}\n');
  expect(code).toBe(1);
  expect(stderr).toContain('line 2');
});

test('evaluation prints the score card', async () => {
  const file = join(folder, 'lines.jsonl');
  writeFileSync(
    file,
    [
      { text: 'my printer is offline', question: { kind: 'idle' }, act: 'request' },
      { text: 'yes', question: { kind: 'confirm', ask: 'Shall I send this?' }, act: 'no', also: [] },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  const { stdout } = await run(['--evaluate', file], '');
  expect(stdout).toMatch(/messages +2\n/);
  expect(stdout).toMatch(/primary or acceptable act right +50\.0%/);
  expect(stdout).toContain('no taken for yes: 1');
});

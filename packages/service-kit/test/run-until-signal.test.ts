import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./failing-program.ts', import.meta.url));

async function run(failure: string, level = 'info'): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, failure, level], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...output };
}

test('a wrong configuration is said in plain words and ends with 78', async () => {
  expect(await run('config')).toEqual({
    code: 78,
    stdout: '',
    stderr:
      'The configuration cannot be used:\n  - INTERNAL_TOKEN is not set\n  - PORT: must be a number\nMore on SETTINGS_INVALID: docs/troubleshooting.md#settings_invalid\n',
  });
});

test('a store that cannot be reached is said in plain words and ends with 69', async () => {
  expect(await run('store')).toEqual({
    code: 69,
    stdout: '',
    stderr:
      'MongoDB at MONGODB_URI did not answer\nMore on STORE_UNREACHABLE: docs/troubleshooting.md#store_unreachable\n',
  });
});

test('a port that is in use is said in one sentence, with the variable that gives another', async () => {
  const { code, stdout, stderr } = await run('port');
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toMatch(
    /^127\.0\.0\.1:\d+ is in use: end the program .* EXAMPLE_PORT=\d+\nMore on PORT_IN_USE: docs\/troubleshooting\.md#port_in_use\n$/,
  );
});

test('a file that cannot be used is named, without a stack', async () => {
  expect(await run('file')).toEqual({
    code: 69,
    stdout: '',
    stderr:
      'Could not start: /nowhere/file.json cannot be used (ENOENT). LOG_LEVEL=debug shows where\nMore on FILE_UNUSABLE: docs/troubleshooting.md#file_unusable\n',
  });
});

test('any other failure at start is one sentence without a stack and ends with 1', async () => {
  expect(await run('bug')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^Could not start: TypeError: .*\. LOG_LEVEL=debug shows where\nMore on UNEXPECTED: .*\n$/,
    ),
  });
});

test('its stack is in the log at debug', async () => {
  const { stdout } = await run('bug', 'debug');
  expect(JSON.parse(stdout)).toMatchObject({ level: 'debug', msg: 'could not start', err: { type: 'TypeError' } });
});

test('a failure that nobody handles ends the program, after it was logged', async () => {
  const { code, stdout } = await run('later');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    level: 'fatal',
    msg: 'unexpected error, ending',
    err: { type: 'TypeError' },
  });
});

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./failing-program.ts', import.meta.url));

async function run(failure: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, failure], { stdio: ['ignore', 'pipe', 'pipe'] });
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
      'The configuration cannot be used:\n  - INTERNAL_TOKEN is not set\n  - PORT: Invalid input: expected number, received NaN\n',
  });
});

test('a store that cannot be reached is said in plain words and ends with 69', async () => {
  expect(await run('store')).toEqual({ code: 69, stdout: '', stderr: 'MongoDB at MONGODB_URI did not answer\n' });
});

test('any other failure at start is logged and ends with 1', async () => {
  const { code, stdout } = await run('bug');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ level: 'fatal', msg: 'could not start', err: { type: 'TypeError' } });
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

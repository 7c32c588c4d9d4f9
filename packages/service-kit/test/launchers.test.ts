import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const starting = fileURLToPath(new URL('./starting-program.ts', import.meta.url));
const program = fileURLToPath(new URL('./example-program.ts', import.meta.url));

/** The program's address, and the process that started it. */
async function startUnder(title: string) {
  const launcher = spawn(process.execPath, [starting, title, program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void launcher.kill('SIGKILL'));
  const [line] = await once(launcher.stdout, 'data');
  return { launcher, url: String(line).trim() };
}

const answers = (url: string) =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

test.each(['SIGTERM', 'SIGKILL'] as const)(
  '%s to what started a program ends the program',
  async (signal) => {
    const { launcher, url } = await startUnder('npm exec acebuddy@1 start');
    expect(await answers(url)).toBe(true);
    launcher.kill(signal);
    await expect.poll(() => answers(url), { timeout: 20_000 }).toBe(false);
  },
  60_000,
);

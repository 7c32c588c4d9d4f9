import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

const program = fileURLToPath(new URL('./talking-program.ts', import.meta.url));

/** How the program's words are lost. */
const ways: Record<string, (child: ChildProcess) => void> = {
  'a full disk': () => undefined,
  'a reader that has gone': (child) => child.stdout?.destroy(),
  'a reader that does not read': (child) => child.stdout?.pause(),
};

async function talking(way: string) {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-talking-'));
  const address = join(folder, 'url');
  const full = way === 'a full disk' ? openSync('/dev/full', 'w') : null;
  const out = full ?? ('pipe' as const);
  const child = spawn(process.execPath, [program, address], { stdio: ['ignore', out, 'pipe'] });
  if (full !== null) closeSync(full);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  ways[way]?.(child);
  const url = await vi.waitFor(() => readFile(address, 'utf8'), { timeout: 20_000 });
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(2_000) });
    return { status: response.status, text: await response.text() };
  };
  return { child, get };
}

const lost = async (get: (path: string) => Promise<{ text: string }>) =>
  Number(/acebuddy_log_lines_lost\{service="example"\} (\d+)/.exec((await get('/metrics')).text)?.[1]);

describe.each(Object.keys(ways))('with %s', { timeout: 40_000 }, (way) => {
  test('the program goes on, says how many lines were lost, and ends when it is told to', async () => {
    const { child, get } = await talking(way);
    await expect.poll(() => lost(get), { timeout: 15_000 }).toBeGreaterThan(10);
    expect((await get('/health')).status).toBe(200);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await gone).toEqual(way === 'a reader that does not read' ? [null, 'SIGKILL'] : [0, null]);
  });

  test('a failure that nobody handles ends it', async () => {
    const { child, get } = await talking(way);
    await expect.poll(() => lost(get), { timeout: 15_000 }).toBeGreaterThan(0);
    const gone = once(child, 'exit');
    child.kill('SIGUSR2');
    expect(await gone).toEqual(way === 'a reader that does not read' ? [null, 'SIGKILL'] : [1, null]);
  });
});

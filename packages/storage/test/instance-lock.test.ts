import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { lockInstance, openDatabase } from '../src/index.ts';

const program = fileURLToPath(new URL('./lock-program.ts', import.meta.url));

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-lock-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Another process that holds the lock. */
async function holder(file: string) {
  const child = fork(program, [file]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

test('a second process is told who holds the folder and what it can do', async () => {
  const file = join(await folder(), 'acebuddy.lock');
  const child = await holder(file);
  const second = lockInstance(file, 'The data folder', 'Choose another one.');
  await expect(second).rejects.toThrow(
    new RegExp(`The data folder is in use by another AceBuddy: process ${child.pid} on .* Choose another one\\.`),
  );
});

test('a lock whose process was killed is free at once', async () => {
  const file = join(await folder(), 'acebuddy.lock');
  const child = await holder(file);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  const startedAt = performance.now();
  const lock = await lockInstance(file, 'The data folder', '');
  expect(performance.now() - startedAt).toBeLessThan(500);
  lock.release();
});

test('a process that is just ending is waited for', async () => {
  const file = join(await folder(), 'acebuddy.lock');
  const first = await lockInstance(file, 'The data folder', '');
  setTimeout(() => first.release(), 300);
  const second = await lockInstance(file, 'The data folder', '');
  second.release();
});

test('the file of a service is for one service, and for commands beside it', async () => {
  const sqliteFile = join(await folder(), 'x.sqlite');
  const service = await openDatabase({ name: 'x', sqliteFile, exclusive: true });
  const command = await openDatabase({ name: 'x', sqliteFile });
  await command.ping();
  await command.close();
  await expect(openDatabase({ name: 'x', sqliteFile, exclusive: true })).rejects.toThrow(/in use.*DATA_DIR/s);
  await service.close();
  const next = await openDatabase({ name: 'x', sqliteFile, exclusive: true });
  await next.close();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takePorts } from '@acebuddy/service-kit';
import { eventually } from '@acebuddy/testkit';
import { onTestFinished } from 'vitest';

const entry = fileURLToPath(new URL('../../services/standalone/src/start.js', import.meta.url));

export interface ProductProcess {
  readonly url: string;
  /** Sends a signal and waits for the end: exit code and signal. */
  end(signal: NodeJS.Signals): Promise<readonly unknown[]>;
  /** What it said on standard error. */
  stderr(): string;
}

export interface ProductProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** @default a folder of its own */
  readonly dataDir?: string;
  /** A file descriptor in place of nowhere. */
  readonly stdout?: number;
}

/** The product as `pnpm start` runs it, gone with the test. Resolves when it answers. */
export async function startProductProcess(options: ProductProcessOptions = {}): Promise<ProductProcess> {
  const own = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'acebuddy-process-')) : null;
  const [port = 0] = await takePorts(0, 1);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env.PATH,
      ACEBUDDY_LOCAL_KEY: 'key-of-this-machine',
      ACEBUDDY_ENV_FILE: 'off',
      PORT: String(port),
      DATA_DIR: options.dataDir ?? own ?? '',
      ...options.env,
    },
    stdio: ['ignore', options.stdout ?? 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
    if (own !== null) await rm(own, { recursive: true, force: true });
  });
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}: ${stderr}`);
    return (await fetch(`${url}/health`).catch(() => null))?.ok;
  }, 40_000);
  return {
    url,
    async end(signal) {
      child.kill(signal);
      return gone;
    },
    stderr: () => stderr,
  };
}

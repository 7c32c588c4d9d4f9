import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Program {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first answer of `/ready`. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const script = z.string().startsWith('node ');
const packageSchema = z.object({ scripts: z.object({ start: script, 'start:distributed': script }) });
/** Limits per visitor and address must not be what is measured; reads and calls are not logged one by one. */
const environment = {
  PATH: process.env.PATH,
  ACEBUDDY_ENV_FILE: 'off',
  LOG_LEVEL: 'error',
  RATE_LIMIT_VISITOR: '100000000',
  RATE_LIMIT_ADDRESS: '100000000',
  RATE_LIMIT_TOTAL: '100000000',
  RATE_LIMIT_VISITOR_CHARS: '100000000',
  RATE_LIMIT_ADDRESS_CHARS: '100000000',
  RATE_LIMIT_TOTAL_CHARS: '100000000',
  CODES_PER_NETWORK_PER_DAY: '100000000',
};

export function startEcho(): Promise<Program> {
  return start([fromRoot('tests/bench/echo.ts')], {}, '/');
}

/** As `pnpm start` does it. `dataDir` kept: a second start on it is warm. */
export function startStandalone(dataDir: string, port: number): Promise<Program> {
  return startScript('start', dataDir, port);
}

export function startDistributed(dataDir: string, port: number): Promise<Program> {
  return startScript('start:distributed', dataDir, port);
}

function startScript(script: 'start' | 'start:distributed', dataDir: string, port: number): Promise<Program> {
  const { scripts } = packageSchema.parse(JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')));
  const [, ...args] = scripts[script].split(' ');
  const fromHere = args.map((arg) => (arg.includes('/') ? fromRoot(arg) : arg));
  return start(fromHere, { DATA_DIR: dataDir, PORT: String(port) }, '/ready', port);
}

async function start(
  args: readonly string[],
  env: Record<string, string>,
  probe: string,
  port?: number,
): Promise<Program> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = port === undefined ? (await firstLine(child)).trim() : `http://127.0.0.1:${port}`;
  child.stdout?.resume();
  while (probe !== '/' && !(await answers(`${url}${probe}`))) {
    if (child.exitCode !== null) throw new Error(`${args.at(-1)} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    pid: child.pid ?? -1,
    readyMs: performance.now() - startedAt,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const text of child.stdout ?? []) return String(text);
  throw new Error('the program said nothing');
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  await response?.arrayBuffer();
  return response?.ok ?? false;
}

/** Resident memory of a process in MB, as the system counts it. */
export function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'acebuddy-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

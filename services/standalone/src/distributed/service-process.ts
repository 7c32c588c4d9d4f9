import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The four services, and the program that holds them all. */
export type ServiceName = 'gateway' | 'conversation' | 'ticketing' | 'notifications' | 'standalone';

export interface ServiceProcess {
  readonly name: ServiceName;
  readonly url: string;
  pid(): number;
  /** Resolves when `/ready` says so; rejects when the process ends before. */
  ready(timeoutMs: number): Promise<void>;
  /** SIGKILL, without a chance to tidy up. Resolves when the process is gone, to false when it had ended by itself. */
  kill(): Promise<boolean>;
  /** Starts it again on the same port, with the same environment. */
  restart(): void;
  /** SIGTERM, and SIGKILL when that takes too long. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions {
  readonly name: ServiceName;
  readonly url: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Start it again when it ends by itself. */
  readonly keepRunning: boolean;
  /** What it writes goes there, line by line; standard output and error of this process by default. */
  readonly onOutput?: (name: ServiceName, text: string) => void;
}

const stopMsMax = 12_000;
const restartDelayMs = 500;

/** One service in a process of its own, run from source. */
export function startServiceProcess(options: ServiceProcessOptions): ServiceProcess {
  const { name, url } = options;
  const entry = fileURLToPath(new URL(`../../../${name}/src/main.ts`, import.meta.url));
  let wanted = true;
  let child = launch();

  function launch(): ChildProcess {
    const started = spawn(process.execPath, [entry], {
      env: { ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (options.onOutput === undefined) process.stderr.write(text);
        else options.onOutput(name, text);
      });
    started.on('exit', () => {
      if (!wanted || !options.keepRunning || started !== child) return;
      setTimeout(() => {
        if (wanted) child = launch();
      }, restartDelayMs);
    });
    return started;
  }

  return {
    name,
    url,
    pid: () => child.pid ?? -1,
    ready: (timeoutMs) => untilReady(() => child, `${url}/ready`, name, timeoutMs),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return false;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      return true;
    },
    restart() {
      if (child.exitCode !== null || child.signalCode !== null) child = launch();
    },
    async stop() {
      wanted = false;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
      await gone;
      clearTimeout(timer);
    },
  };
}

async function untilReady(child: () => ChildProcess, url: string, name: string, timeoutMs: number): Promise<void> {
  const endsAt = performance.now() + timeoutMs;
  for (;;) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    await response?.arrayBuffer().catch(() => undefined);
    if (response?.ok) return;
    const { exitCode } = child();
    if (exitCode !== null && exitCode !== 0) throw new Error(`${name} ended at start with code ${exitCode}`);
    if (performance.now() > endsAt) throw new Error(`${name} was not ready after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { AppError } from '@acebuddy/contracts';
import { environmentFileVariable, noEnvironmentFile } from '@acebuddy/service-kit';
import { z } from 'zod';

/** The four services, and the program that holds them all. */
export type ServiceName = 'gateway' | 'conversation' | 'ticketing' | 'notifications' | 'standalone';

/** Path of a main module, for this Node; or the command line of whatever else runs a service, and stays the process that it began as. */
export type Program = string | readonly [command: string, ...args: string[]];

export interface ServiceProcess {
  readonly name: ServiceName;
  readonly url: string;
  pid(): number;
  /** Resolves when `/ready` says so, a mail server that is down and settings that are missing aside; rejects when the process ends before. */
  ready(timeoutMs: number): Promise<void>;
  /** SIGKILL, without a chance to tidy up. Resolves when the process is gone, to false when it had ended by itself. */
  kill(): Promise<boolean>;
  /** Starts it again on the same port, with the same environment; from now on as another `program` when one is given. */
  restart(program?: Program): void;
  /** SIGTERM, and SIGKILL when that takes too long. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions {
  readonly name: ServiceName;
  readonly url: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @default this release's main module */
  readonly program?: Program;
  /** Start it again when it ends by itself. */
  readonly keepRunning: boolean;
  /** What it writes goes there, line by line; standard output and error of this process by default. */
  readonly onOutput?: (name: ServiceName, text: string) => void;
}

/** Beside what DRAIN_DELAY_MS lets it serve on. */
const stopMsMax = 12_000;
const restartDelayMs = 500;

/** One service in a process of its own, run from source. */
export function startServiceProcess(options: ServiceProcessOptions): ServiceProcess {
  const { name, url } = options;
  let entry: Program = options.program ?? fileURLToPath(new URL(`../../../${name}/src/main.ts`, import.meta.url));
  let wanted = true;
  let child = launch();

  function launch(): ChildProcess {
    const [command, ...args] = typeof entry === 'string' ? [process.execPath, entry] : entry;
    const started = spawn(command, args, {
      // Whoever starts services has read the file for them, or must not.
      env: { ...options.env, [environmentFileVariable]: noEnvironmentFile },
      // The channel is never used: its end tells a service that this process is gone, also after a SIGKILL.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
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
    restart(program = entry) {
      if (child.exitCode === null && child.signalCode === null) return;
      entry = program;
      wanted = true;
      child = launch();
    },
    async stop() {
      wanted = false;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax + Number(options.env.DRAIN_DELAY_MS ?? 0));
      await gone;
      clearTimeout(timer);
    },
  };
}

const readinessSchema = z.object({ checks: z.record(z.string(), z.object({ ok: z.boolean() })) });

/** What is not ours may be down or not named at a start: the product works on without it and says so. */
const outside = new Set(['mail', 'salesiq_signature']);

function isUp({ checks }: z.infer<typeof readinessSchema>): boolean {
  return Object.entries(checks).every(([name, { ok }]) => ok || outside.has(name));
}

async function untilReady(child: () => ChildProcess, url: string, name: string, timeoutMs: number): Promise<void> {
  const endsAt = performance.now() + timeoutMs;
  for (;;) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    const said = readinessSchema.safeParse(await response?.json().catch(() => null));
    if (said.success && isUp(said.data)) return;
    const { exitCode } = child();
    if (exitCode !== null && exitCode !== 0)
      throw new AppError(
        'SERVICE_UNAVAILABLE',
        `The service ${name} ended at its start (code ${exitCode}); it says above why`,
        { fatal: 'SERVICE_NOT_STARTED' },
      );
    if (performance.now() > endsAt)
      throw new AppError('SERVICE_UNAVAILABLE', `The service ${name} was not ready after ${timeoutMs} ms`, {
        fatal: 'SERVICE_NOT_STARTED',
      });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

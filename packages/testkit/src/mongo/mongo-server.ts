import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface MongoServerOptions {
  readonly binary: string;
  /** Sync every commit: for tests that kill the server, since without it acknowledged writes may be lost. */
  readonly syncOnCommit?: boolean;
  /** Allow `configureFailPoint` and `replSetStepDown`. */
  readonly testCommands?: boolean;
}

/** A MongoDB server of one test suite, on a free port of the loopback interface. */
export interface MongoServer {
  /** Stays the same over `kill` and `restart`. */
  readonly uri: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

interface Running {
  readonly guardian: ChildProcess;
  readonly pid: number;
  readonly port: number;
}

/**
 * Holds the server's life: it ends, and its data goes, when our end of the pipe closes, so an interrupted or killed test run
 * leaves nothing behind. `keep` in place of the folder leaves the data for a restart.
 */
const guardianScript = `
folder=$1; shift
"$@" &
server=$!
echo "pid $server"
read -r word
[ "$word" = keep ] || kill "$server" 2>/dev/null
wait "$server" 2>/dev/null
[ "$word" = keep ] || rm -rf "$folder"
`;

export async function startMongoServer(options: MongoServerOptions): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'acebuddy-mongo-'));
  let running = await launch(options, folder, 0);
  const { port } = running;
  let alive = true;
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    kill: async () => {
      alive = false;
      process.kill(running.pid, 'SIGKILL');
      await leave(running.guardian, 'keep');
    },
    restart: async () => {
      running = await launch(options, folder, port);
      alive = true;
    },
    close: async () => {
      if (alive) await leave(running.guardian, 'end');
      alive = false;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(options: MongoServerOptions, folder: string, port: number): Promise<Running> {
  const flags = ['--port', String(port), '--storage-path', folder, '--log-level', 'ERROR', '--log-file-max', '16MB'];
  if (options.syncOnCommit) flags.push('--sync-on-commit');
  if (options.testCommands) flags.push('--enable-test-commands');
  const guardian = spawn('sh', ['-c', guardianScript, 'sh', folder, options.binary, ...flags, '--cache-size', '256M'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group: Ctrl-C reaches the tests, which close it in good order.
    detached: true,
  });
  guardian.unref();
  return whenListening(guardian);
}

function whenListening(guardian: ChildProcess): Promise<Running> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    let pid = 0;
    const timer = setTimeout(() => fail('did not listen within 20 s'), 20_000);
    const fail = (why: string): void => {
      clearTimeout(timer);
      guardian.stdin?.end();
      reject(new Error(`the MongoDB test server ${why}:\n${said.join('\n')}`));
    };
    const hear = (line: string): void => {
      if (said.length < 50) said.push(line);
      pid = Number(/^pid (\d+)$/.exec(line)?.[1] ?? pid);
      const port = /listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve({ guardian, pid, port: Number(port) });
    };
    for (const stream of [guardian.stdout, guardian.stderr])
      if (stream) createInterface({ input: stream }).on('line', hear);
    guardian.once('error', (error) => fail(`could not be started (${error.message})`));
    guardian.once('exit', () => fail('ended at once'));
  });
}

async function leave(guardian: ChildProcess, word: 'keep' | 'end'): Promise<void> {
  if (guardian.exitCode !== null || guardian.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => guardian.once('exit', () => resolve()));
  guardian.stdin?.end(`${word}\n`);
  await gone;
}

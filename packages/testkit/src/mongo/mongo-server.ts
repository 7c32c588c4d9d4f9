import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { takePorts } from '@acebuddy/service-kit';

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
  /** Starts it again on the same port and data; resolves when it listens. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/**
 * Holds the server's life and obeys the words on its input. It ends the server and removes its data when that input ends,
 * so an interrupted or killed test run leaves nothing behind. (Then nobody reads what it says, hence the trap.)
 */
const guardianScript = `
trap '' PIPE
folder=$1; port=$2; shift 2
"$@" --port "$port" & server=$!
while read -r word; do
  case $word in
    kill) kill -9 "$server"; wait "$server"; echo killed ;;
    start) "$@" --port "$port" & server=$! ;;
  esac
done
kill "$server"; wait "$server"
rm -rf "$folder"
`;

const patienceMs = 20_000;

export async function startMongoServer(options: MongoServerOptions): Promise<MongoServer> {
  // Not the server's own choice: while it is killed, its port would be anybody's.
  const [port = 0] = await takePorts(0, 1);
  const guardian = startGuardian(options, port);
  const listening = new RegExp(`listening on 127\\.0\\.0\\.1:${port}\\b`);
  await hear(guardian, listening);
  const tell = (word: string, answer: RegExp): Promise<unknown> => {
    const heard = hear(guardian, answer);
    guardian.stdin?.write(`${word}\n`);
    return heard;
  };
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    kill: async () => {
      await tell('kill', /^killed$/);
    },
    restart: async () => {
      await tell('start', listening);
    },
    close: () => endGuardian(guardian),
  };
}

function startGuardian({ binary, syncOnCommit, testCommands }: MongoServerOptions, port: number): ChildProcess {
  const folder = mkdtempSync(join(tmpdir(), 'acebuddy-mongo-'));
  const flags = ['--storage-path', folder, '--log-level', 'ERROR', '--log-file-max', '16MB', '--cache-size', '256M'];
  if (syncOnCommit) flags.push('--sync-on-commit');
  if (testCommands) flags.push('--enable-test-commands');
  const guardian = spawn('sh', ['-c', guardianScript, 'sh', folder, String(port), binary, ...flags], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group: Ctrl-C reaches the tests alone, which then end it in good order.
    detached: true,
  });
  guardian.unref();
  return guardian;
}

/** The first line that the guardian or the server says and that matches. */
function hear(guardian: ChildProcess, wanted: RegExp): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  const said: string[] = [];
  const fail = (why: string): void => reject(new Error(`the MongoDB test server ${why}: ${said.join('\n')}`));
  const timer = setTimeout(() => fail('did not answer in time'), patienceMs);
  const ended = (): void => fail('ended');
  const readers = [guardian.stdout, guardian.stderr].flatMap((input) =>
    input === null ? [] : createInterface({ input }),
  );
  for (const reader of readers) {
    reader.on('line', (line) => {
      if (said.length < 50) said.push(line);
      const match = wanted.exec(line);
      if (match !== null) resolve(match);
    });
  }
  guardian.once('exit', ended);
  guardian.once('error', ended);
  return promise.finally(() => {
    clearTimeout(timer);
    guardian.off('exit', ended);
    guardian.off('error', ended);
    for (const reader of readers) reader.close();
    // What nobody reads would fill the pipe and stop the server.
    guardian.stdout?.resume();
    guardian.stderr?.resume();
  });
}

async function endGuardian(guardian: ChildProcess): Promise<void> {
  if (guardian.exitCode !== null || guardian.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => guardian.once('exit', () => resolve()));
  // Whoever waits for this may have nothing else that keeps the process running.
  guardian.ref();
  guardian.stdin?.end();
  await gone;
}

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildingMark, buildMsMax, consoleFolder } from '@acebuddy/gateway';
import type { Environment, Logger } from '@acebuddy/service-kit';

/** Building the page of the console, which nothing else waits for. */
export interface ConsoleBuild {
  /** In a process of its own, behind everything else that runs. Resolves when it is over; a failure is logged. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

export interface PreparedConsole {
  /** Null: nothing is to be built, by us. */
  readonly build: ConsoleBuild | null;
  /** What an operator should know, one sentence each without the last dot. */
  readonly notices: readonly string[];
}

const command = 'npx -y pnpm --filter @acebuddy/console build';
const nothing: PreparedConsole = { build: null, notices: [] };

/**
 * Looks whether the page that lies there is built from the sources that lie there. When it is not, `/console` says from now on
 * that it is being built. Of several that start at once one builds.
 */
export async function prepareConsole(
  { env, logger }: { readonly env: Environment; readonly logger: Logger },
  folder = consoleFolder,
): Promise<PreparedConsole> {
  const root = join(folder, '..');
  if (!existsSync(join(root, 'package.json'))) return nothing;
  const builder = join(root, 'build/main.ts');
  const built = await readFile(join(folder, '.built-from'), 'utf8').catch(() => null);
  const { sourcesDigest } = (await import(pathToFileURL(join(root, 'build/sources-digest.ts')).href)) as {
    sourcesDigest(root: string): Promise<string>;
  };
  if (built !== null && built === (await sourcesDigest(root))) return nothing;
  const isThere = existsSync(join(folder, 'index.html'));
  const tools = existsSync(join(root, 'node_modules/vite'));
  if (!tools)
    return isThere
      ? nothing
      : {
          build: null,
          notices: [`The console is not built, and what builds it is not installed: npx -y pnpm install && ${command}`],
        };
  const mark = buildingMark(folder);
  const coming = `The console is being built; its page opens by itself when it is there`;
  try {
    await takeMark(mark);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return { build: null, notices: isThere ? [] : [coming] };
    logger.warn({ err: error }, 'the console cannot be built here');
    return isThere
      ? nothing
      : { build: null, notices: [`The console is not built, and cannot be written beside its sources (${command})`] };
  }
  return { build: createBuild({ builder, mark, env, logger }), notices: isThere ? [] : [coming] };
}

/** @throws EEXIST while another one builds; a mark that was left by a process that died does not count. */
async function takeMark(mark: string): Promise<void> {
  const { mtimeMs } = await stat(mark).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  if (Date.now() - mtimeMs > buildMsMax) await rm(mark, { force: true });
  await writeFile(mark, String(process.pid), { flag: 'wx' });
}

interface BuildDeps {
  readonly builder: string;
  readonly mark: string;
  readonly env: Environment;
  readonly logger: Logger;
}

function createBuild({ builder, mark, env, logger }: BuildDeps): ConsoleBuild {
  let child: ChildProcess | null = null;
  let over: Promise<void> | null = null;
  const build = async (): Promise<void> => {
    const startedAt = performance.now();
    // The channel ends it when this process dies.
    child = fork(builder, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...forBuilding(env) } });
    const { pid } = child;
    // Chats come first; a system that knows no priorities builds all the same.
    if (pid !== undefined) orNothing(() => setPriority(pid, constants.priority.PRIORITY_LOW));
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-2_000);
    });
    const { promise, resolve } = Promise.withResolvers<number | null>();
    child.once('error', () => resolve(null));
    child.once('close', (code, signal) => resolve(signal === null ? code : 0));
    const code = await promise;
    await rm(mark, { force: true });
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    if (code === 0) logger.info({ seconds }, 'the console is built');
    else logger.warn({ code, said }, `the console could not be built; ${command} says more`);
  };
  return {
    run: () => {
      over ??= build();
      return over;
    },
    async stop() {
      child?.kill();
      await over;
      await rm(mark, { force: true });
    },
  };
}

/** Build tools are given none of the secrets that this process may hold. */
function forBuilding({ PATH, HOME, TMPDIR, NODE_COMPILE_CACHE }: Environment): Environment {
  return { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE, NODE_ENV: 'production' };
}

function orNothing(act: () => void): void {
  try {
    act();
  } catch {
    // It runs as everything else does.
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

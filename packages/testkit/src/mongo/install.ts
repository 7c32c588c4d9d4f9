/**
 * `pnpm mongo:install`: builds the pinned test server into the user's cache with cargo. Built into a temporary folder beside
 * its place and renamed at the end, so that an interrupted build is never mistaken for a finished one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { cachedProgram, cacheFolder, findTestServer, isExecutable, testServer } from './test-server.ts';

readCommandLine({
  usage: `pnpm mongo:install: builds the MongoDB-compatible test server into this user's cache, once, with Rust's cargo (about four
minutes). Does nothing when it is there.`,
});
const env = process.env;
const target = cacheFolder(env);

process.exitCode = await install();

async function install(): Promise<number> {
  const found = findTestServer(env);
  if (found !== null) {
    console.log(`The MongoDB test server is there already: ${found}`);
    return 0;
  }
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), `${basename(target)}.building-`));
  const removeWork = (): void => rmSync(work, { recursive: true, force: true });
  process.once('SIGINT', () => {
    removeWork();
    process.exit(130);
  });
  try {
    return await build(work);
  } finally {
    removeWork();
  }
}

async function build(work: string): Promise<number> {
  const startedAt = Date.now();
  console.log(
    `Building ${testServer.crate} ${testServer.version}, once for this machine: about 4 minutes on two cores.`,
  );
  const failure = await cargoInstall(work, startedAt);
  if (failure !== null) {
    console.error(failure);
    return 1;
  }
  // Something may be there that lacks the program, or it would have been found above.
  rmSync(target, { recursive: true, force: true });
  renameSync(join(work, 'root'), target);
  if (!isExecutable(cachedProgram(env))) {
    console.error(`cargo ended well but there is no program at ${cachedProgram(env)}`);
    return 1;
  }
  console.log(`Done in ${elapsed(startedAt)}: ${cachedProgram(env)}`);
  return 0;
}

/** Null when it worked, else what to tell the user. */
function cargoInstall(work: string, startedAt: number): Promise<string | null> {
  const { crate, version } = testServer;
  const args = [
    'install',
    crate,
    '--version',
    version,
    '--locked',
    '--ignore-rust-version',
    '--root',
    join(work, 'root'),
  ];
  const cargo = spawn('cargo', [...args, '--target-dir', join(work, 'target')], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const stopShowing = showProgress(cargo.stderr, startedAt);
  return new Promise((resolve) => {
    cargo.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      const advice = `cargo is not installed. Get Rust 1.95 or newer from https://rustup.rs, or point TEST_MONGODB_URI at any MongoDB.`;
      resolve(missing ? advice : `cargo could not be started: ${error.message}`);
    });
    cargo.once('close', (code) => resolve(code === 0 ? null : `cargo ended with ${code}:\n${stopShowing()}`));
  });
}

/** One line now and then: how many crates, how long. Returns what gives cargo's last lines, for when it fails. */
function showProgress(stderr: NodeJS.ReadableStream, startedAt: number): () => string {
  const last: string[] = [];
  let crates = 0;
  let shownAt = 0;
  createInterface({ input: stderr }).on('line', (line) => {
    last.push(line);
    if (last.length > 25) last.shift();
    if (!/^\s*Compiling /.test(line)) return;
    crates += 1;
    if (Date.now() - shownAt < 5_000) return;
    shownAt = Date.now();
    console.log(`  ${crates} crates compiled or under way, ${elapsed(startedAt)} (${line.trim()})`);
  });
  return () => last.join('\n');
}

function elapsed(since: number): string {
  const seconds = Math.round((Date.now() - since) / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

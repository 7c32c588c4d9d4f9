import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const root = join(import.meta.dirname, '../..');

/** What its services need to run from source. A tag may not reach a fresh clone, so the release lies in the tree. */
const parts = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tsconfig.base.json',
  'knowledge',
  'packages',
  'services',
  'tests/package.json',
];

const bytesMax = 64 * 1024 * 1024;

/** Archive of a commit of this repository. @throws when git does not know it. */
export function packRelease(commit: string): Buffer {
  const tar = run('git', ['archive', '--format=tar', commit, ...parts], { cwd: root });
  return zstdCompressSync(tar, { params: { [constants.ZSTD_c_compressionLevel]: 19 } });
}

/**
 * A checkout of the archive in the user's cache, with its dependencies installed: once for each archive and change.
 *
 * @param change edits the files before they are installed; `key` names what it does, so that another edit is another checkout
 */
export function unpackRelease(
  archive: Buffer,
  change?: { readonly key: string; readonly edit: (folder: string) => void },
): string {
  const digest = createHash('sha256')
    .update(archive)
    .update(change?.key ?? '')
    .digest('hex')
    .slice(0, 16);
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'acebuddy', `release-${digest}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  // Renamed at the end: what was interrupted is never taken for a checkout.
  const work = mkdtempSync(join(dirname(folder), `${basename(folder)}.`));
  try {
    const tar = zstdDecompressSync(archive, { maxOutputLength: bytesMax });
    run('tar', ['-xf', '-', '-C', work], { input: tar });
    change?.edit(work);
    install(work);
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** The main module of a service in such a checkout. */
export const programIn = (folder: string, service: string): string => join(folder, 'services', service, 'src/main.ts');

function install(folder: string): void {
  const { packageManager } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Its own pnpm; nothing of a development tool is needed to run it.
  const flags = ['install', '--frozen-lockfile', '--prod', '--filter', './services/*', '--filter', './packages/*'];
  run('npx', ['-y', String(packageManager).split('+')[0] ?? '', ...flags], {
    cwd: folder,
    env: { ...process.env, CI: 'true' },
  });
  writeFileSync(join(folder, '.installed'), '');
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: Buffer;
}

function run(command: string, args: readonly string[], options: RunOptions): Buffer {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    maxBuffer: bytesMax,
    timeout: 600_000,
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`}`);
}

import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachedProgram, findTestServer } from './test-server.ts';

const program = fileURLToPath(new URL('./install.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'acebuddy-install-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ XDG_CACHE_HOME: join(folder, 'cache'), PATH: `${join(folder, 'bin')}` });
const cacheContent = () => readdirSync(join(folder, 'cache', 'acebuddy'));

/** A cargo that does what the script says; `$root` is where the program belongs. */
function fakeCargo(script: string): void {
  const file = join(folder, 'bin', 'cargo');
  const findRoot = 'while [ "$1" != --root ]; do shift; done; root=$2; PATH=/usr/bin:/bin';
  writeFileSync(file, `#!/bin/sh\n${findRoot}\n${script}\n`);
  chmodSync(file, 0o755);
}

const successful = `echo "   Compiling serde v1.0.0" >&2
mkdir -p "$root/bin"; echo '#!/bin/sh' > "$root/bin/secantusd-rs"; chmod +x "$root/bin/secantusd-rs"`;

async function install(): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [program], { env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

test('builds the server into the cache once, says how far it is, and has nothing to do the second time', async () => {
  fakeCargo(successful);
  const first = await install();
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('1 crates compiled or under way') });
  expect(findTestServer(env())).toBe(cachedProgram(env()));
  expect(cacheContent()).toEqual(['secantus-mdb-0.5.3-beta.196']);

  fakeCargo('exit 1');
  expect(await install()).toMatchObject({ code: 0, said: expect.stringContaining('is there already') });
});

test('a build that fails shows cargo’s words and leaves nothing that looks finished', async () => {
  fakeCargo('mkdir -p "$root/bin"; echo "error: linker cc not found" >&2; exit 101');
  expect(await install()).toMatchObject({ code: 1, said: expect.stringContaining('error: linker cc not found') });
  expect(cacheContent()).toEqual([]);
  expect(findTestServer(env())).toBeNull();
});

test('without cargo it says where to get it', async () => {
  expect(await install()).toMatchObject({ code: 1, said: expect.stringContaining('https://rustup.rs') });
});

test('a server on PATH is as good', async () => {
  const file = join(folder, 'bin', 'secantusd-rs');
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  expect(await install()).toMatchObject({ code: 0, said: expect.stringContaining(file) });
});

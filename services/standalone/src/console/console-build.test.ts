import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { captureLogs } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { prepareConsole } from './console-build.ts';

const ofConsole = fileURLToPath(new URL('../../../../packages/console/build', import.meta.url));

/** A page whose build tool is a copy: the rest is as it is, the digest of the sources included. */
async function pageFolder(builder?: string) {
  const parent = await mkdtemp(join(tmpdir(), 'acebuddy-page-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const root = join(parent, 'packages/console');
  await mkdir(join(root, 'node_modules/vite'), { recursive: true });
  await mkdir(join(root, 'src/pages'), { recursive: true });
  await cp(ofConsole, join(root, 'build'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  await writeFile(join(root, 'src/pages/page.ts'), 'one');
  await writeFile(join(parent, 'pnpm-lock.yaml'), 'lock');
  await writeFile(
    join(root, 'build/main.ts'),
    builder ??
      `import { mkdirSync, writeFileSync } from 'node:fs';
import { sourcesDigest } from './sources-digest.ts';
mkdirSync('${root}/dist', { recursive: true });
writeFileSync('${root}/dist/index.html', JSON.stringify(Object.keys(process.env)));
writeFileSync('${root}/dist/.built-from', await sourcesDigest('${root}/'));
if (process.connected) process.disconnect();`,
  );
  const logs = captureLogs();
  const env = { PATH: '/usr/bin:/bin', INTERNAL_TOKEN: 'hunter2' };
  return { root, logs, prepare: () => prepareConsole({ env, logger: logs.logger }, join(root, 'dist')) };
}

test('builds once what is not there, once more after a change, and not without one', async () => {
  const { root, prepare } = await pageFolder();
  const first = await prepare();
  expect(first.notices).toEqual(['The console is being built; its page opens by itself when it is there']);
  expect(await readdir(root)).toContain('dist.building');
  expect(await prepare()).toEqual({ build: null, notices: first.notices });
  await first.build?.run();
  expect(await readdir(root)).not.toContain('dist.building');
  expect(await prepare()).toEqual({ build: null, notices: [] });
  await writeFile(join(root, 'src/pages/page.test.ts'), 'a test is no source');
  expect((await prepare()).build).toBeNull();
  for (const changed of ['src/pages/page.ts', 'src/new.ts', '../../pnpm-lock.yaml', 'package.json']) {
    const before = await readFile(join(root, changed), 'utf8').catch(() => '{}');
    await writeFile(join(root, changed), `${before}\n`);
    const { build, notices } = await prepare();
    expect(build, changed).not.toBeNull();
    // The page of before is shown meanwhile.
    expect(notices).toEqual([]);
    await build?.run();
  }
  expect((await prepare()).build).toBeNull();
});

test('what builds it is given none of our secrets', async () => {
  const { root, prepare } = await pageFolder();
  await (await prepare()).build?.run();
  const names = JSON.parse(await readFile(join(root, 'dist/index.html'), 'utf8')) as string[];
  expect(names).toContain('NODE_ENV');
  expect(names).not.toContain('INTERNAL_TOKEN');
});

test('a build that fails, or hangs when we are stopped, leaves no mark and harms nothing', async () => {
  const failing = await pageFolder('console.error("no such module"); process.exit(1);');
  await (await failing.prepare()).build?.run();
  expect(failing.logs.lines).toMatchObject([
    { level: 'warn', code: 1, said: expect.stringContaining('no such module') },
  ]);
  expect((await failing.prepare()).build).not.toBeNull();
  const hanging = await pageFolder('setInterval(() => undefined, 1_000);');
  const { build } = await hanging.prepare();
  const over = build?.run();
  await build?.stop();
  await over;
  expect(await readdir(hanging.root)).not.toContain('dist.building');
});

test('a mark that a killed process left is not waited for, and tools that are missing are named', async () => {
  const { root, prepare } = await pageFolder();
  const mark = join(root, 'dist.building');
  await writeFile(mark, '1');
  expect((await prepare()).build).toBeNull();
  const long = new Date(Date.now() - 600_000);
  await utimes(mark, long, long);
  expect((await prepare()).build).not.toBeNull();
  await rm(join(root, 'node_modules'), { recursive: true });
  const { build, notices } = await prepare();
  expect(build).toBeNull();
  expect(notices.join()).toContain('pnpm --filter @acebuddy/console build');
});

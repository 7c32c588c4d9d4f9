import { createHash } from 'node:crypto';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What is built, how it looks, and with what; tests and what one works with are left out. */
const places = ['src', 'public', 'build', 'index.html', 'vite.config.ts', 'package.json', '../../pnpm-lock.yaml'];
const leftOut = /\.test\.tsx?$/;

/** Digest of everything that the built page follows from: when it is another one, the page is built anew. */
export async function sourcesDigest(root: string): Promise<string> {
  const folders = [...places, ...(await ownPackages(root))];
  const files = (await Promise.all(folders.map((place) => filesIn(join(root, place))))).flat().sort();
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  files.forEach((file, index) => {
    const text = texts[index] ?? '';
    hash.update(`${relative(root, file)} ${text.length}\n`).update(text);
  });
  return hash.digest('hex');
}

/** Packages of this repository whose code is in the page; those that only its types are from are not. */
async function ownPackages(root: string): Promise<string[]> {
  const { dependencies = {} } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const own = Object.keys(dependencies).filter((name) => dependencies[name]?.startsWith('workspace:'));
  return Promise.all(
    own.map(async (name) => join(relative(root, await realpath(join(root, 'node_modules', name))), 'src')),
  );
}

async function filesIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !leftOut.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // A file of its own, or one that this page does without.
    return code === 'ENOTDIR' ? [path] : [];
  }
}

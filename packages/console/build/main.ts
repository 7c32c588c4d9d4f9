import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { packAssets } from './pack-assets.ts';
import { sourcesDigest } from './sources-digest.ts';

/**
 * `pnpm --filter @acebuddy/console build`: builds the page beside the one that is there, packs its files, and puts it in the other
 * one's place when it is whole. `pnpm start` runs it as a child, and it ends when that does.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const [dist, next, before] = ['dist', 'dist.next', 'dist.before'].map((name) => `${root}${name}`) as [
  string,
  string,
  string,
];

const leave = () => process.exit(1);
process.on('disconnect', leave);
const digest = await sourcesDigest(root);
await rm(next, { recursive: true, force: true });
await build({ root, logLevel: 'warn', build: { outDir: next, emptyOutDir: true } });
await mkdir(`${next}/assets`, { recursive: true });
await packAssets(`${next}/assets`);
await writeFile(`${next}/.built-from`, digest);
await rm(before, { recursive: true, force: true });
await rename(dist, before).catch(() => undefined);
await rename(next, dist);
await rm(before, { recursive: true, force: true });
// It is whole: to be left alone now is no failure.
process.off('disconnect', leave);
if (process.connected) process.disconnect();

/**
 * `pnpm test:release --only docs`: the site of `docs/` is built from a tree without its tools, as a reader of README would build
 * it. A link that leads nowhere, or a page that the site's tools cannot read, ends the build; then what was built is
 * looked at, in a browser, too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { forEngineers, forSupport } from '../../site/navigation.ts';
import { docs, withFolder } from '../../site/pages.ts';
import { readManifest, root } from './commands.ts';
import { lookAtSite } from './look.ts';

const site = join(root, 'site');
const dist = join(site, '.vitepress/dist');
for (const path of ['node_modules', '.vitepress/dist', '.vitepress/cache']) {
  rmSync(join(site, path), { recursive: true, force: true });
}

const { packageManager = '' } = readManifest('package.json');
const pnpm = packageManager.split('+')[0] ?? '';
const { status } = spawnSync('npx', ['-y', pnpm, 'docs:build'], { cwd: root, stdio: 'inherit', timeout: 600_000 });
const wrong = status === 0 ? [...lookAt(), ...(await lookAtSite())] : [`docs:build ended with ${status}`];
for (const line of wrong) console.error(line);
if (wrong.length === 0) console.log(`the site is whole: ${listed().length + 1} pages`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function listed(): string[] {
  return [...forSupport, ...forEngineers].flatMap((group) => withFolder(group).pages.map(({ link }) => link));
}

/** What is missing in what was built. */
function lookAt(): string[] {
  const missing: string[] = [];
  for (const link of ['/', ...listed()]) {
    const file = `${link.endsWith('/') ? `${link}index` : link}.html`;
    if (!existsSync(join(dist, file))) missing.push(`no page ${file}`);
  }
  const assets = readdirSync(join(dist, 'assets'), { recursive: true }).map(String);
  if (!assets.some((name) => /localSearchIndex/.test(name))) missing.push('no index for the search');
  for (const picture of readdirSync(join(docs, 'pictures'))) {
    const name = picture.split('.')[0] ?? '';
    if (!assets.some((asset) => asset.startsWith(`${name}.`))) missing.push(`no picture ${picture}`);
  }
  if (!existsSync(join(dist, 'openapi.json'))) missing.push('no openapi.json');
  missing.push(...deadLinks());
  const page = (name: string) => (existsSync(join(dist, name)) ? readFileSync(join(dist, name), 'utf8') : '');
  if (!page('flows.html').includes('class="mermaid"')) missing.push('flows.html draws nothing');
  if (!page('workflows.html').includes('{{slot}}')) missing.push('workflows.html has lost {{slot}}');
  return missing;
}

/** VitePress looks at links to pages alone; this at all that stay within the site. */
function deadLinks(): string[] {
  const pages = readdirSync(dist, { recursive: true }).map(String);
  return pages
    .filter((page) => page.endsWith('.html') && page !== '404.html')
    .flatMap((page) =>
      [...readFileSync(join(dist, page), 'utf8').matchAll(/ href="([^":#?]+)[#?"]/g)].flatMap(([, href = '']) => {
        const target = href.startsWith('/') ? join(dist, href) : join(dist, page, '..', href);
        const there = ['', '.html', 'index.html'].some((end) => existsSync(target + end));
        return there ? [] : [`${page} leads to ${href}, which is not there`];
      }),
    );
}

import { join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { docs } from './pages.ts';

/**
 * Pages link to code beside `docs/`, which is no part of the site. Such a link leads into the repository's web pages where
 * `REPOSITORY_URL` names them (`https://host/group/name/blob/main`), and shows the path alone where it does not.
 * That these files exist is what `tests/docs/references.test.ts` looks at. A page in a folder's README.md is that folder's index here.
 */
export function linksOfTheSite(markdown: MarkdownRenderer, repositoryUrl: string | undefined): void {
  markdown.core.ruler.after('inline', 'links of the site', ({ tokens, env }) => {
    for (const { children } of tokens) {
      for (const [at, token] of (children ?? []).entries()) {
        if (token.type !== 'link_open') continue;
        const target = String(token.attrGet('href'));
        const path = outside(String(env.relativePath ?? ''), target);
        if (path === undefined) {
          token.attrSet('href', asInTheSite(target));
          continue;
        }
        if (repositoryUrl !== undefined) {
          token.attrSet('href', `${repositoryUrl.replace(/\/$/, '')}/${path}`);
          continue;
        }
        token.type = 'path_open';
        token.tag = 'span';
        token.attrs = [['title', path]];
        const close = children?.slice(at).find(({ type }) => type === 'link_close');
        if (close !== undefined) Object.assign(close, { type: 'path_close', tag: 'span' });
      }
    }
  });
}

/** The README.md of a folder is its index; VitePress leaves links to it as they are. */
const asInTheSite = (target: string) =>
  /^[a-z]+:/.test(target) ? target : target.replace(/README(?=\.md($|#))/, 'index');

/** The path from the repository's root of what a page links to, unless it is part of the site. */
function outside(page: string, target: string): string | undefined {
  if (/^([a-z]+:|#|\/)/.test(target)) return undefined;
  const path = join('docs', page, '..', target);
  return relative(docs, join(docs, '..', path)).startsWith('..') ? path : undefined;
}

/** Pages are Markdown and no Vue templates: `{{first_name}}` stands there as it is written. */
export function bracesAreText({ renderer }: MarkdownRenderer): void {
  for (const name of ['text', 'code_inline']) {
    const rule = renderer.rules[name];
    renderer.rules[name] = (...args) => (rule?.(...args) ?? '').replaceAll('{', '&#123;');
  }
}

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { withMermaid } from 'vitepress-plugin-mermaid';
import { bracesAreText, linksOfTheSite } from '../markdown.ts';
import { forEngineers, forSupport, type Group } from '../navigation.ts';
import { docs, withFolder } from '../pages.ts';

/** Long lists of pages are folded until somebody opens them. */
const sidebar = (groups: readonly Group[]): DefaultTheme.SidebarItem[] =>
  groups.map((group) => {
    const { text, pages } = withFolder(group);
    return { text, items: pages, collapsed: group.folder !== undefined };
  });

const installed = (name: string) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));

/** The site of `docs/`, whose pages stay readable as plain Markdown. A link to a page that is not there ends the build. */
export default withMermaid(
  defineConfig({
    title: 'AceBuddy',
    description: 'From Zoho SalesIQ chats to solved problems and exactly one Zoho Desk ticket per request',
    lang: 'en',
    srcDir: '../docs',
    rewrites: (page) => page.replace(/README(?=\.md$)/, 'index'),
    cleanUrls: true,
    lastUpdated: false,
    ignoreDeadLinks: false,
    markdown: {
      config: (markdown) => {
        linksOfTheSite(markdown, process.env.REPOSITORY_URL);
        bracesAreText(markdown);
      },
    },
    // Pages lie outside of the folder in which the site's packages are installed.
    vite: { resolve: { alias: { vue: installed('vue') } } },
    buildEnd: ({ outDir }) => copyFileSync(join(docs, 'openapi.json'), join(outDir, 'openapi.json')),
    themeConfig: {
      search: { provider: 'local' },
      nav: [
        { text: 'Support lead', link: '/summary' },
        { text: 'Engineer', link: '/quick-start' },
      ],
      sidebar: [...sidebar(forSupport), ...sidebar(forEngineers)],
      outline: [2, 3],
    },
  }),
);

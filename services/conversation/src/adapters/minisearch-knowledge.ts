import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Knowledge } from '../ports.ts';

const frontMatterSchema = z.object({ title: z.string().min(1), keywords: z.string().default('') });

interface Article {
  readonly id: string;
  readonly title: string;
  readonly keywords: string;
  readonly body: string;
}

/** Words that every question has; they say nothing about which article answers it. */
const stopWords = new Set(
  'a an and are as at be but by can could do does for from get have how i if in into is it its me my need no not of on or our please so some that the their them then there they this to want was we what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** An article answers when it knows this share of the question's words. */
const shareMin = 0.5;
const wordsMin = 2;

/**
 * The help articles of a folder (`*.md` with a title and keywords in front), searched in process. A folder that is not
 * there has no articles; an article that cannot be read is named.
 */
export async function createMinisearchKnowledge(folder: string): Promise<Knowledge> {
  const articles = await readArticles(folder);
  const index = new MiniSearch<Article>({
    fields: ['title', 'keywords', 'body'],
    processTerm: (term) => (stopWords.has(term.toLowerCase()) ? null : term.toLowerCase()),
    searchOptions: { boost: { title: 3, keywords: 4 }, fuzzy: (term) => (term.length > 5 ? 0.2 : false) },
  });
  index.addAll(articles);
  const byId = new Map(articles.map((article) => [article.id, article]));
  return {
    search(text) {
      const words = new Set(
        text
          .toLowerCase()
          .match(/[\p{L}\p{N}-]+/gu)
          ?.filter((word) => !stopWords.has(word)),
      );
      const [best] = index.search(text.slice(0, 500));
      const article = best === undefined ? undefined : byId.get(best.id);
      if (best === undefined || article === undefined || words.size === 0) return null;
      const known = best.queryTerms.length;
      const named = isNamed(article, best.terms);
      const answers = named && known >= Math.min(wordsMin, words.size) && known / words.size >= shareMin;
      return answers ? { title: article.title, excerpt: article.body } : null;
    },
  };
}

/** One of the words must be what the article is about, not just appear in it. */
function isNamed(article: Article, terms: readonly string[]): boolean {
  const about = `${article.title} ${article.keywords}`.toLowerCase();
  return terms.some((term) => about.includes(term));
}

async function readArticles(folder: string): Promise<Article[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.md')).toSorted();
  return Promise.all(files.map((name) => readArticle(join(folder, name), name)));
}

async function readArticle(path: string, name: string): Promise<Article> {
  const text = await readFile(path, 'utf8');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const parsed = frontMatterSchema.safeParse(parse(front) ?? {});
  if (!parsed.success) throw new Error(`Help article ${name}: ${z.prettifyError(parsed.error)}`);
  return { id: name, ...parsed.data, body: body.trim() };
}

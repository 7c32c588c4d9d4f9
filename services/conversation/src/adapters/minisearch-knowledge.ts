import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from '@acebuddy/service-kit';
import MiniSearch from 'minisearch';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Knowledge } from '../ports.ts';

const frontMatterSchema = z.object({
  title: z.string().min(1),
  keywords: z.string().default(''),
  /** Workflows in the middle of which it may answer a question, by id; left out: all, where it is named all the more clearly. */
  workflows: z.array(z.string()).optional(),
});

interface Article {
  readonly id: string;
  readonly title: string;
  readonly keywords: string;
  readonly workflows?: readonly string[] | undefined;
  readonly body: string;
}

/** Words that every question has; they say nothing about which article answers it. */
const stopWords = new Set(
  `a about again all already also am an and any anything are as ask asked at back be because been before being both but by
  can cannot cant come comes could did do does doesnt doing done dont each even ever every for from get gets give go goes going got had happen
  happens has have having he her here hers him his how i if im in into is isnt it its just keep know let like long look made make
  maybe me mean means might more much must my need needs never new no nobody not now of off ok on once one only or other our out over
  own please put really right said same say says see she should so some somebody someone something sorry still sure take tell than
  thank thanks that thats the their them then there they thing things this time to told too try under until up us use used very
  wait want was way we well were what when where which while who whole why will with without wont work works would yes yet you your`.split(
    /\s+/,
  ),
);

/** An article answers when it knows this share of the question's words. */
const shareMin = 0.5;
/** The same for one that names no workflow, in the middle of one. */
const clearShareMin = 0.75;
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
    search(text, workflow = null) {
      const words = wordsOf(text);
      const found = words.size === 0 ? [] : index.search(text.slice(0, 500));
      const best = found.find(({ id }) => fits(byId.get(id), workflow));
      const article = best === undefined ? undefined : byId.get(best.id);
      if (best === undefined || article === undefined) return null;
      return answers(article, best.queryTerms.length, words, workflow)
        ? { title: article.title, excerpt: article.body }
        : null;
    },
  };
}

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .replace(/['\u2019]/g, '')
      .match(/[\p{L}\p{N}-]+/gu)
      ?.filter((word) => !stopWords.has(word)),
  );

/** In the middle of a workflow only what belongs to it is looked at: another subject is worse than no answer. */
const fits = (article: Article | undefined, workflow: string | null): boolean =>
  workflow === null || article?.workflows?.includes(workflow) !== false;

/** Enough of the question is known, and what the article is about is among it, not just something in its text. */
function answers(article: Article, known: number, words: ReadonlySet<string>, workflow: string | null): boolean {
  const about = wordsOf(`${article.title} ${article.keywords}`);
  const named = [...words].filter((word) => [...about].some((one) => isSame(one, word))).length;
  const namedMin = workflow === null ? 1 : Math.min(wordsMin, words.size);
  const knownMin = workflow !== null && article.workflows === undefined ? clearShareMin : shareMin;
  return named >= namedMin && known >= Math.min(wordsMin, words.size) && known / words.size >= knownMin;
}

/** "Files" and "file", "restored" and "restore". */
function isSame(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 4 && long.length - short.length <= 2 && long.startsWith(short));
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
  const text = decodeText(await readFile(path)).replace(/\r\n?/g, '\n');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const parsed = frontMatterSchema.safeParse(parse(front) ?? {});
  if (!parsed.success) throw new Error(`Help article ${name}: ${z.prettifyError(parsed.error)}`);
  return { id: name, ...parsed.data, body: body.trim() };
}

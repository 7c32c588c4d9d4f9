import { fileURLToPath } from 'node:url';
import { type Catalogue, createTexts, openTexts, type ReadCatalogues, readCatalogues } from '@acebuddy/catalogue';
import { textTable } from './generated/text-table.ts';
import type { Replies, ReplyArguments, ReplyKey } from './reply-types.ts';

export type { Replies } from './reply-types.ts';

/** One file a language: `en.yaml`. */
export const bundledRepliesFolder: string = fileURLToPath(new URL('../../replies/', import.meta.url));

/** Reads the replies of every language, and names what is wrong in one or missing in it. */
export function readReplies(folders: readonly string[]): ReadCatalogues {
  return readCatalogues(folders, textTable);
}

/** Replies of catalogues that were checked when they were read. */
export function createReplies(catalogues: readonly Catalogue[]): Replies {
  return createTexts(catalogues);
}

let bundled: Replies | null = null;

/**
 * The languages that come with the product, read once.
 * @throws CatalogueError when a file has a mistake
 */
export function bundledReplies(): Replies {
  bundled ??= openTexts(bundledRepliesFolder, textTable);
  return bundled;
}

/** One sentence in a language: `say('en', 'ticket.logged', { number })`. Keys and parameters are those of `replies/en.yaml`. */
export function say<K extends ReplyKey>(language: string, key: K, ...params: ReplyArguments<K>): string {
  return bundledReplies().in(language)(key, ...params);
}

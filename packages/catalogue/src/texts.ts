import { createFiller, type Values } from './message.ts';
import type { Catalogue } from './read-catalogue.ts';
import { loadCatalogues } from './read-folder.ts';
import { defaultLanguage, type Texts, type TextTable } from './text-types.ts';

/** Texts by language, of catalogues that were checked when they were read. */
export function createTexts<Table extends TextTable>(catalogues: readonly Catalogue[]): Texts<Table> {
  const byLanguage = new Map(catalogues.map((catalogue) => [catalogue.language, toSpeaker(catalogue)]));
  const find = (language: string) =>
    byLanguage.get(language) ?? byLanguage.get(language.split('-')[0] ?? '') ?? byLanguage.get(defaultLanguage);
  return {
    languages: [...byLanguage.keys()],
    in: (language, turn = 0) => {
      const speaker = find(language ?? defaultLanguage);
      if (speaker === undefined) throw new Error(`there are no texts in ${defaultLanguage}`);
      const words = (key: string, params: Values = {}) => speaker.say(key, params, turn);
      return Object.assign(words, { language: speaker.language });
    },
  };
}

function toSpeaker({ language, replies }: Catalogue) {
  const fill = createFiller(language);
  return {
    language,
    say(key: string, params: Values, turn: number): string {
      const texts = replies.get(key)?.texts ?? [];
      const text = texts[turn % texts.length];
      // Files are checked at the start: only a key that the types do not know gets here.
      if (text === undefined) throw new Error(`no text in ${language} for ${key}`);
      return fill(text, params);
    },
  };
}

/**
 * The texts of a folder with one file a language, `en.yaml` among them.
 * @param table keys and parameters of the English file (`generated/text-table.ts` beside the caller)
 * @throws CatalogueError when a file has a mistake, with all of them
 */
export function openTexts<Table extends TextTable>(folder: string, table: Table): Texts<Table> {
  return createTexts<Table>(loadCatalogues([folder], table));
}

import { bundledRepliesFolder, loadReplies } from './load-replies.ts';
import { createFiller, type Values } from './message.ts';
import type { Catalogue } from './read-catalogue.ts';
import { defaultLanguage, type ReplyArguments, type ReplyKey, type Words } from './reply-types.ts';

/** Every sentence of the product, in every language that it speaks. */
export interface Replies {
  readonly languages: readonly string[];
  /**
   * The words of a language. One that nobody has written counts as its general form (`es-MX` as `es`), else as English.
   * `turn`: where a text has variants, the same number takes the same one.
   * @throws when there are no replies in English
   */
  in(language: string | null | undefined, turn?: number): Words;
}

export function createReplies(catalogues: readonly Catalogue[]): Replies {
  const byLanguage = new Map(catalogues.map((catalogue) => [catalogue.language, toSpeaker(catalogue)]));
  const find = (language: string) =>
    byLanguage.get(language) ?? byLanguage.get(language.split('-')[0] ?? '') ?? byLanguage.get(defaultLanguage);
  return {
    languages: [...byLanguage.keys()],
    in: (language, turn = 0) => {
      const speaker = find(language ?? defaultLanguage);
      if (speaker === undefined) throw new Error(`there are no replies in ${defaultLanguage}`);
      const words = (key: ReplyKey, params: Values = {}) => speaker.say(key, params, turn);
      return Object.assign(words, { language: speaker.language });
    },
  };
}

function toSpeaker({ language, replies }: Catalogue) {
  const fill = createFiller(language);
  return {
    language,
    say(key: ReplyKey, params: Values, turn: number): string {
      const texts = replies.get(key)?.texts ?? [];
      const text = texts[turn % texts.length];
      // Files are checked at the start: only a key that the types do not know gets here.
      if (text === undefined) throw new Error(`no text in ${language} for ${key}`);
      return fill(text, params);
    },
  };
}

let bundled: Replies | null = null;

/**
 * The languages that come with the product, read once.
 * @throws WorkflowFilesError when a file has a mistake
 */
export function bundledReplies(): Replies {
  bundled ??= createReplies(loadReplies([bundledRepliesFolder]));
  return bundled;
}

/** One sentence in a language: `say('en', 'ticket.logged', { number })`. Keys and parameters are those of `replies/en.yaml`. */
export function say<K extends ReplyKey>(language: string, key: K, ...params: ReplyArguments<K>): string {
  return bundledReplies().in(language)(key, ...params);
}

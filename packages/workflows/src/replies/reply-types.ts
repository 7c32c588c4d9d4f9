import type { ReplyKey, replyParameters } from './generated/reply-parameters.ts';

export type { ReplyKey } from './generated/reply-parameters.ts';

/** The language of the team, of its tickets, and of whoever is not known to read another one. */
export const defaultLanguage = 'en';

type Given = typeof replyParameters;
type Kinds = { readonly text: string | number; readonly number: number; readonly moment: Date; readonly flag: boolean };
type ValueOf<Kind> = Kind extends keyof Kinds ? Kinds[Kind] : Kind extends readonly (infer Option)[] ? Option : never;
type ParamsOf<K extends ReplyKey> = K extends ReplyKey
  ? { readonly [P in keyof Given[K]]: ValueOf<Given[K][P]> }
  : never;
type NamesOf<K extends ReplyKey> = K extends ReplyKey ? keyof Given[K] : never;

/** The parameters of a text as arguments: none where it has none. */
export type ReplyArguments<K extends ReplyKey> = [NamesOf<K>] extends [never] ? [] : [params: ParamsOf<K>];

/** What the product says in one language. */
export interface Words {
  /**
   * The text of a key, filled.
   * @throws when a parameter is missing, which the types forbid
   */
  <K extends ReplyKey>(key: K, ...params: ReplyArguments<K>): string;
  /** For what `Intl` writes: days, numbers, lists. BCP 47. */
  readonly language: string;
}

import type { Parameters } from './parameters.ts';

/** The language of the team, of its tickets, and of whoever is not known to read another one. */
export const defaultLanguage = 'en';

/** Keys and parameters of a catalogue, as `pnpm catalogues` makes them of its English file. */
export type TextTable = Readonly<Record<string, Parameters>>;

type Kinds = { readonly text: string | number; readonly number: number; readonly moment: Date; readonly flag: boolean };
type ValueOf<Kind> = Kind extends keyof Kinds ? Kinds[Kind] : Kind extends readonly (infer Option)[] ? Option : never;
type ParamsOf<Table, K extends keyof Table> = K extends keyof Table
  ? { readonly [P in keyof Table[K]]: ValueOf<Table[K][P]> }
  : never;
type NamesOf<Table, K extends keyof Table> = K extends keyof Table ? keyof Table[K] : never;

/** The parameters of a text as arguments: none where it has none. */
export type TextArguments<Table, K extends keyof Table> = [NamesOf<Table, K>] extends [never]
  ? []
  : [params: ParamsOf<Table, K>];

/** The texts of one catalogue in one language. */
export interface TextsOf<Table> {
  /**
   * The text of a key, filled.
   * @throws when a parameter is missing, which the types forbid
   */
  <K extends keyof Table & string>(key: K, ...params: TextArguments<Table, K>): string;
  /** For what `Intl` writes: days, numbers, lists. BCP 47. */
  readonly language: string;
}

/** The texts of one catalogue in every language that it has. */
export interface Texts<Table> {
  readonly languages: readonly string[];
  /**
   * The texts of a language. One that nobody has written counts as its general form (`es-MX` as `es`), else as English.
   * `turn`: where a text has variants, the same number takes the same one.
   * @throws when there are no texts in English
   */
  in(language: string | null | undefined, turn?: number): TextsOf<Table>;
}

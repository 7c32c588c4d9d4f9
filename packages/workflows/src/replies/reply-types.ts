import type { TextArguments, Texts, TextsOf } from '@acebuddy/catalogue';
import type { textTable } from './generated/text-table.ts';

export { defaultLanguage } from '@acebuddy/catalogue';

type Table = typeof textTable;

export type ReplyKey = keyof Table;

/** The parameters of a text as arguments: none where it has none. */
export type ReplyArguments<K extends ReplyKey> = TextArguments<Table, K>;

/** What the product says in one language. */
export type Words = TextsOf<Table>;

/** Every sentence of the product, in every language that it speaks. */
export type Replies = Texts<Table>;

export type StoredFields = Readonly<Record<string, unknown>>;

/** A table or collection whose field `sealed` holds sealed text. Names are the same in both stores. */
export interface SealedPlace {
  /** Name of the table and of the collection. */
  readonly name: string;
  /** Columns of the table's primary key; documents are walked by `_id`. */
  readonly key: readonly string[];
  /** What the text is bound to; documents show their `_id` as `id`. */
  readonly recordIdOf: (fields: StoredFields) => string;
  /** Fields that hold digests under the old key, anew under the new one. */
  readonly also?: (plain: string, fields: StoredFields) => Readonly<Record<string, string | null>>;
  /** MongoDB alone: the sealed texts are in the items of this array, and the collection has another name. */
  readonly mongoArray?: { readonly collection: string; readonly field: string };
}

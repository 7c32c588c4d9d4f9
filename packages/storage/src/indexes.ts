import type { Collection, CreateIndexesOptions, Document, IndexDescription } from 'mongodb';

/**
 * An index over what an earlier release stored takes longer to build than any other call may take. The driver goes by this option
 * of a call, though its types do not have it.
 */
const whileBuilt: CreateIndexesOptions & { readonly socketTimeoutMS: number } = { socketTimeoutMS: 10 * 60_000 };

/**
 * Makes sure that the collection has these indexes; those that exist are left alone. Call it at start: unique indexes
 * are the guards that the store's promises rest on.
 */
export async function ensureIndexes<T extends Document>(
  collection: Collection<T>,
  indexes: readonly IndexDescription[],
): Promise<void> {
  if (indexes.length > 0) await collection.createIndexes([...indexes], whileBuilt);
}

/** Development sets: nothing is trained on them, nothing in them is copied or reworded into training lines. */
export const developmentFile = new URL('../data/dev.jsonl', import.meta.url);
/** Messages as people write them in tickets, forums and chats. */
export const realDevelopmentFile = new URL('../data/dev-real.jsonl', import.meta.url);
export const developmentFiles: readonly URL[] = [developmentFile, realDevelopmentFile];
/** The development set of a language other than English. */
export const developmentFileOf = (language: string): URL => new URL(`../data/dev-${language}.jsonl`, import.meta.url);

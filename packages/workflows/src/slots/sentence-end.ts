/** Where a sentence ends and another begins: behind a word or a number, not behind an initial or "p.m.". */
export const sentenceEnd = /(?<=\p{L}\p{Ll}|\d)[.!?]+\s+/u;

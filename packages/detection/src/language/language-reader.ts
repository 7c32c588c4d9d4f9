import { createClassifier } from '../engine/classifier.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import type { Token } from '../engine/tokens.ts';

/** The main language of a message. */
export interface MessageLanguage {
  /** BCP 47 tag in small letters, without a region; `und` for one that is none of those known. */
  readonly tag: string;
  /** 0 to 1, calibrated on held-out lines; about a half where nothing tells ("ok", a name, a number). */
  readonly confidence: number;
}

/** A language that is none of those known. */
export const unknownLanguage = 'und';

/** Which language the words of a message are in, the likeliest first; empty without words. Deterministic, no I/O. */
export type ReadLanguage = (tokens: readonly Token[]) => readonly MessageLanguage[];

/** Words beyond this many tell nothing new. */
const wordsMax = 60;

export function createLanguageReader(model: ClassifierModel): ReadLanguage {
  const classifier = createClassifier(model, null);
  return (tokens) => {
    if (tokens.length === 0) return [];
    return classifier
      .rank({ tokens: tokens.slice(0, wordsMax), annotations: [] })
      .map(({ label, probability }) => ({ tag: label, confidence: probability }));
  };
}

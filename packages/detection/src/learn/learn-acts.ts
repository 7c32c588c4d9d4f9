import type { ActLine } from '../acts/act-lines.ts';
import { readActLines } from '../acts/act-lines.ts';
import { encodeActModel } from '../acts/act-model-file.ts';
import { actModelFile, actModelKey, actsFolder, loadActModel } from '../acts/act-model-source.ts';
import { type Language, loadLanguage } from '../acts/language.ts';
import { actLanguages } from '../acts/reader.ts';
import { actOptions, readLines, trainActs } from '../acts/train-acts.ts';
import { keptKeyOf } from '../model-store.ts';
import type { LearnedActs } from './artifact.ts';
import type { LearnLine } from './learn-line.ts';

interface ActsRequest {
  readonly lines: readonly LearnLine[];
  readonly cacheFolder?: string | undefined;
  readonly onProgress?: (language: string, share: number) => void;
}

const labelledFile = 'labelled';

/** Learns the acts anew, for each language that has labels of them. Chances are made as the shipped model makes them. */
export function learnActs({ lines, cacheFolder, onProgress }: ActsRequest): LearnedActs[] {
  return actLanguages().flatMap((language) => {
    const labels = actLabels(lines, language);
    if (labels.length === 0) return [];
    const { folder, own } = actsOf(language);
    const { model } = loadActModel({ folder, language: own, ...(cacheFolder === undefined ? {} : { cacheFolder }) });
    const read = readLines([...readActLines(folder), ...labels], own);
    const learned = trainActs(read, own, actOptions, { sharpness: model.sharpness, second: model.second }, (share) =>
      onProgress?.(language, share),
    );
    return [{ language, base: actsBase(language), model: encodeActModel(learned) }];
  });
}

/** As lines of the training set; a label without a language counts for English, as a message does that tells of none. */
export function actLabels(lines: readonly LearnLine[], language: string): ActLine[] {
  return lines.flatMap(({ text, language: own, target }) =>
    target.head === 'act' && (own ?? 'en') === language
      ? [
          {
            text,
            question: target.question,
            act: target.act,
            also: [],
            voice: '',
            lookalike: false,
            file: labelledFile,
          },
        ]
      : [],
  );
}

/** Names lines, word lists, settings and code of a language: a model learned beside others does not fit. */
export function actsBase(language: string): string {
  const { folder, own } = actsOf(language);
  return keptKeyOf(actModelKey(folder, own), actModelFile(folder));
}

export function actsOf(language: string): { readonly folder: URL; readonly own: Language } {
  const folder = new URL(`${language}/`, actsFolder);
  return { folder, own: loadLanguage(folder) };
}

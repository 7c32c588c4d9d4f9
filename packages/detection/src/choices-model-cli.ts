import { statSync } from 'node:fs';
import { choiceLanguages, choicesFolder } from './choices/choice-lines.ts';
import { choiceModelFile, choiceModelKey } from './choices/choice-model-source.ts';
import { choiceTrainingLines } from './choices/choice-training-lines.ts';
import { trainChoices } from './choices/train-choices.ts';
import { loadWording } from './domain/wording.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { writeModel } from './model-store.ts';

const vectors = loadWordVectors();
for (const language of choiceLanguages()) {
  const folder = new URL(`${language}/`, choicesFolder);
  const started = performance.now();
  const words = { vectors, wording: loadWording(language) };
  const lines = choiceTrainingLines(folder, language);
  const model = trainChoices(lines, words);
  const file = choiceModelFile(folder);
  writeModel(file, choiceModelKey(folder, language), model);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `choices ${language}: ${lines.length} lines, ${seconds} s, ${statSync(file).size} bytes, sharpness ${model.sharpness}`,
  );
}

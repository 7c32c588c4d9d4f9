import { statSync } from 'node:fs';
import { loadWordVectors } from './engine/word-vectors.ts';
import { matterLanguages, mattersFolder, readMatterLines } from './matter/matter-lines.ts';
import { matterModelFile, matterModelKey } from './matter/matter-model-source.ts';
import { trainMatter } from './matter/train-matter.ts';
import { writeModel } from './model-store.ts';

const vectors = loadWordVectors();
for (const language of matterLanguages()) {
  const folder = new URL(`${language}/`, mattersFolder);
  const started = performance.now();
  const lines = readMatterLines(folder);
  const model = trainMatter(lines, vectors, language);
  const file = matterModelFile(folder);
  writeModel(file, matterModelKey(folder), model);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `matters ${language}: ${lines.length} lines, ${seconds} s, ${statSync(file).size} bytes, sharpness ${model.sharpness}`,
  );
}

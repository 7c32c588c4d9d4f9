import { statSync } from 'node:fs';
import { encodeActModel } from './acts/act-model-file.ts';
import { actModelFile, actModelKey, actsFolder, makeActModel } from './acts/act-model-source.ts';
import { loadLanguage } from './acts/language.ts';
import { actLanguages } from './acts/reader.ts';
import { writeKeyed } from './model-store.ts';

for (const language of actLanguages()) {
  const folder = new URL(`${language}/`, actsFolder);
  const started = performance.now();
  const words = loadLanguage(folder);
  const model = makeActModel(folder, words);
  const file = actModelFile(folder);
  writeKeyed(file, actModelKey(folder, words), encodeActModel(model));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`acts ${language}: ${seconds} s, ${statSync(file).size} bytes, sharpness ${model.sharpness}`);
}

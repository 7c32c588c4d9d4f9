import { statSync } from 'node:fs';
import { encodeModel } from './engine/model-file.ts';
import { readLanguageLines } from './language/language-lines.ts';
import { languageModelFile, languageModelKey } from './language/language-model-source.ts';
import { trainLanguage } from './language/train-language.ts';
import { writeKeyed } from './model-store.ts';

const started = performance.now();
const lines = readLanguageLines();
const model = trainLanguage(lines);
writeKeyed(languageModelFile, languageModelKey(), encodeModel(model));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `languages: ${lines.length} lines, ${seconds} s, ${statSync(languageModelFile).size} bytes, sharpness ${model.sharpness}`,
);

import { statSync } from 'node:fs';
import { bundledWorkflows } from './bundled-workflows.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { modelKey } from './model-key.ts';
import { lexiconOf, trainModel } from './model-source.ts';
import { bundledModelFile, writeModel } from './model-store.ts';
import { trainingTexts } from './training-texts.ts';

const vectors = loadWordVectors();
const texts = trainingTexts(bundledWorkflows());
const started = performance.now();
writeModel(bundledModelFile, modelKey(texts), trainModel(texts, lexiconOf(texts, vectors), vectors));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${texts.length} lines, ${seconds} s, ${statSync(bundledModelFile).size} bytes`);

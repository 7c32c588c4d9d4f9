import { statSync, writeFileSync } from 'node:fs';
import { bundledWorkflows } from './bundled-workflows.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { modelKey } from './model-key.ts';
import { languagesOf, trainModel } from './model-source.ts';
import { bundledModelFile, writeModel } from './model-store.ts';
import { trainingFolder } from './training-data.ts';
import { trainingTexts } from './training-texts.ts';
import { readWorkflowExamples } from './workflow-examples.ts';

// The product gives the workflow files' examples to the detector. With a copy of them among the training lines its model is
// the checked-in one, and the first start does not train.
const copies = readWorkflowExamples().map(({ text, label }) => `${JSON.stringify({ text, workflow: label })}\n`);
writeFileSync(new URL('workflow-examples.jsonl', trainingFolder()), copies.join(''));

const vectors = loadWordVectors();
const texts = trainingTexts(bundledWorkflows());
const started = performance.now();
writeModel(bundledModelFile, modelKey(texts), trainModel(texts, languagesOf(texts, { vectors }), vectors));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${texts.length} lines, ${seconds} s, ${statSync(bundledModelFile).size} bytes`);
